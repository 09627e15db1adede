using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Kali.Data;
using Kali.Data.Lake;
using Kali.Data.Store;
using Kali.Data.Uploads;
using Kali.Web.Endpoints;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kali.Web.Tests.Uploads;

/// <summary>Kali's upload endpoints alone, on a real port, over a lake and a store of their own. Who is signed in stands in a header.</summary>
internal sealed class UploadServer : IAsyncDisposable
{
    public const string UserHeader = "X-Test-User";

    private readonly WebApplication _app;

    private UploadServer(WebApplication app, string lake, Uri address) => (_app, Lake, Address) = (app, lake, address);

    public string Lake { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public UploadSessions Uploads => Services.GetRequiredService<UploadSessions>();

    public static Actor Uploader { get; } = new("u-uploader", "Uploader", [KaliRole.BusinessUser]);

    public static async Task<UploadServer> StartAsync(
        string lake,
        Action<IServiceCollection>? services = null,
        int port = 0,
        Action<WebApplication>? map = null,
        params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value));
        Directory.CreateDirectory(lake);
        builder.Services.AddDbContextFactory<SqliteStore>(options => options.UseSqlite($"Data Source={Path.Combine(lake, "kali.db")}"));
        builder.Services.AddSingleton<IDbContextFactory<KaliStore>, StoreFactory<SqliteStore>>();
        builder.Services.AddSingleton<ILakeFiles>(new LocalLakeFiles(lake));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddUploads(builder.Configuration);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("test", null);
        builder.Services.AddAuthorization();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        await using (var store = await app.Services.GetRequiredService<IDbContextFactory<KaliStore>>().CreateDbContextAsync())
            await store.Database.EnsureCreatedAsync();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapUploads();
        map?.Invoke(app);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new UploadServer(app, lake, new Uri(address));
    }

    public TusClient Client(string user = "u-uploader") => new(Address, user);

    public Task RunAsync() => _app.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[UserHeader].ToString() is not { Length: > 0 } user)
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim("oid", user), new Claim("name", user), new Claim("roles", "bayer_business_users")], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
