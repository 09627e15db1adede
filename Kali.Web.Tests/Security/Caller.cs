using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kali.Data;
using Xunit;

namespace Kali.Web.Tests.Security;

/// <summary>What a browser does to come in, without one.</summary>
internal static partial class Caller
{
    public static async Task<HttpResponseMessage> SignInAsync(this HttpClient client, KaliRole role = KaliRole.BusinessUser, string returnUrl = "/", string basePath = "")
    {
        var ct = TestContext.Current.CancellationToken;
        var page = await client.GetStringAsync($"{basePath}/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", ct);
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(TokenField().Match(page).Groups[1].Value),
            ["returnUrl"] = returnUrl,
            ["persona"] = Kali.Web.Security.LocalPersonas.All.First(persona => persona.Role == role).Id,
        };
        return await client.PostAsync($"{basePath}/sign-in/persona", new FormUrlEncodedContent(form), ct);
    }

    public static async Task<(string Header, string Token)> AntiforgeryAsync(this HttpClient client, string basePath = "")
    {
        var answer = await client.GetFromJsonAsync<JsonElement>($"{basePath}/api/antiforgery", TestContext.Current.CancellationToken);
        return (answer.GetProperty("header").GetString()!, answer.GetProperty("token").GetString()!);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
