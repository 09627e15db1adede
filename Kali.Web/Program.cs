using Kali.Data;
using Kali.Web.Commands;
using Kali.Web.Data;
using Kali.Web.Endpoints;
using Kali.Web.Explore;
using Kali.Web.Operations;
using Kali.Web.Repairs;
using Kali.Web.Security;
using Kali.Web.Shell;
using Kali.Web.Uploads;

if (KaliCommandLine.IsVerb(args))
    return await KaliCommandLine.RunAsync(args);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddCommandLine(args, KaliCommandLine.WebSwitches);
builder.Configuration.AddKaliEnvironment();
builder.WebHost.UseStaticWebAssets();
try
{
    builder.Configuration.AddKeyVaultSecrets();
    builder.Services.AddKaliData(builder.Configuration);
    builder.AddKaliSecurity();
    builder.AddTelemetry();
    builder.Services.AddKaliHealth();
    builder.Services.AddGracefulEnd();
    builder.Services.AddKaliPages();
    builder.Services.AddUploadPages();
    builder.Services.AddDataPages();

    await using var app = builder.Build();
    app.UseExceptionHandler("/error");
    app.UseKaliSecurity();
    app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    app.UseRequestLocalization(Cultures.Options());
    app.UseRouting();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseCrossSiteGuard();
    app.UseRateLimiter();
    app.UseAntiforgery();
    app.MapSignIn();
    app.MapUploads();
    app.MapRunLog();
    app.MapRuleExport();
    app.MapDownloads();
    app.MapWorkbooks();
    app.MapExplore();
    app.MapReceivedFiles();
    app.MapKaliHealth();
    app.MapKaliPages();
    await app.RunAsync();
    return 0;
}
catch (KaliException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

/// <summary>The web application, named for the test host.</summary>
public partial class Program;
