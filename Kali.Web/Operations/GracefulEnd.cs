namespace Kali.Web.Operations;

/// <summary>
/// A process asked to end hands its runs back, so that the next one goes on at once. Orchestrators commonly wait 30 seconds before they kill;
/// what takes longer than this is what a kill is made for: the journal holds either way.
/// </summary>
internal static class GracefulEnd
{
    public static readonly TimeSpan AtMost = TimeSpan.FromSeconds(20);

    public static void AddGracefulEnd(this IServiceCollection services) => services.Configure<HostOptions>(options => options.ShutdownTimeout = AtMost);
}
