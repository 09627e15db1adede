using Microsoft.AspNetCore.HttpOverrides;

namespace Kali.Web.Security;

internal static class ProxyHeaders
{
    public static void UseProxy(this WebApplication app)
    {
        var proxy = app.Services.GetRequiredService<ProxyOptions>();
        if (proxy.TrustedNetworks.Count > 0)
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            };
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var network in proxy.TrustedNetworks)
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            app.UseForwardedHeaders(options);
        }
        if (!string.IsNullOrEmpty(proxy.BasePath))
            app.UsePathBase(proxy.BasePath);
    }
}
