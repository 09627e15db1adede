using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kali.Web.Tests.Security.Directory;

/// <summary>
/// An application that proves itself by an assertion instead of a secret. The directory's server knows secrets alone, so whoever asks for tokens is looked at before it:
/// no secret, and an assertion that this certificate has signed for this very address.
/// </summary>
internal sealed class ClientProofs : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public ClientProofs()
    {
        using var signed = new CertificateRequest("CN=kali", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        Pkcs12 = signed.Export(X509ContentType.Pkcs12);
    }

    /// <summary>The certificate with its key.</summary>
    public byte[] Pkcs12 { get; }

    /// <summary>The grants that were asked for and proven so.</summary>
    public List<string> Proven { get; } = [];

    /// <summary>What somebody whom the registration trusts signs for Kali.</summary>
    public string Signed(string audience) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = DirectoryServer.Client,
        Audience = audience,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(_key), SecurityAlgorithms.RsaSha256),
    });

    public async Task LookAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal))
        {
            var form = (await context.Request.ReadFormAsync(context.RequestAborted)).ToDictionary(field => field.Key, field => field.Value.ToString());
            var shown = await new JsonWebTokenHandler().ValidateTokenAsync(form.GetValueOrDefault("client_assertion"), new TokenValidationParameters
            {
                IssuerSigningKey = new RsaSecurityKey(_key),
                ValidIssuer = DirectoryServer.Client,
                ValidAudience = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}",
            });
            if (!shown.IsValid || form.ContainsKey("client_secret") || form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }
            lock (Proven)
                Proven.Add(form["grant_type"]);
            form.Remove("client_assertion");
            form.Remove("client_assertion_type");
            form["client_secret"] = DirectoryServer.Secret;
            var body = Encoding.UTF8.GetBytes(QueryHelpers.AddQueryString("", form!)[1..]);
            (context.Request.Body, context.Request.ContentLength) = (new MemoryStream(body), body.Length);
            context.Features.Set<Microsoft.AspNetCore.Http.Features.IFormFeature>(null);
        }
        await next(context);
    }

    public void Dispose() => _key.Dispose();
}
