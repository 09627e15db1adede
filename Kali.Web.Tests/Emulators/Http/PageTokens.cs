using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Tokens of pages: good for the question they were given for, and for no other one.</summary>
internal static class PageTokens
{
    private static readonly string[] Apart = ["page_token", "max_results", "limit", "page_size"];

    public static string Of(HttpRequest request, int from) =>
        Convert.ToHexString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{from} {QuestionOf(request)}")));

    /// <summary>Where the page begins; 0 without a token.</summary>
    public static int From(HttpRequest request)
    {
        if (request.Query["page_token"].ToString() is not { Length: > 0 } token)
            return 0;
        return Encoding.UTF8.GetString(Convert.FromHexString(token)).Split(' ', 2) is [var from, var question] && question == QuestionOf(request)
            ? int.Parse(from, CultureInfo.InvariantCulture)
            : throw ApiFault.Parameter("The page token is not one of this request.");
    }

    private static string QuestionOf(HttpRequest request) =>
        request.Path + string.Concat(request.Query.Where(part => !Apart.Contains(part.Key)).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"&{part.Key}={part.Value}"));
}
