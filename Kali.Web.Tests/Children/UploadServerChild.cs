using System.Globalization;
using Kali.Web.Tests.Uploads;

namespace Kali.Web.Tests.Children;

/// <summary>A server of uploads to be killed: <c>child upload-server LAKE PORT</c>. Says <c>listening</c> once it takes requests.</summary>
internal static class UploadServerChild
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var lake, var port])
            return 2;
        await using var server = await UploadServer.StartAsync(lake, port: int.Parse(port, CultureInfo.InvariantCulture));
        await Console.Out.WriteLineAsync("listening");
        await server.RunAsync();
        return 0;
    }
}
