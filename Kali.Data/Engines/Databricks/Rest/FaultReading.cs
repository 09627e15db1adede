using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>What the workspace says when it refuses, in whichever of its ways: JSON with a code of text or number, older and SCIM bodies, plain text, an HTML page, nothing.</summary>
internal static partial class FaultReading
{
    private const int LongestShown = 600;

    public static ServiceFault Read(HttpResponseMessage answer, string body)
    {
        if (answer.Headers.Location is { } elsewhere && elsewhere.OriginalString.Contains("private-link-validation-error", StringComparison.Ordinal))
            return Outside();
        var (code, said, details) = Body(body);
        code = Override(answer, code, said);
        var status = answer.StatusCode;
        var shown = said.Length > 0 ? Short(said) : answer.ReasonPhrase ?? status.ToString();
        return new ServiceFault(
            FormattableString.Invariant($"Databricks answered {(int)status} ({code}): {shown}"), status, code,
            mayHaveHappened: status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout
                // A proxy's; the service itself names a time when it refuses.
                || status is HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null)
        {
            RequestId = answer.Headers.TryGetValues("x-request-id", out var ids) ? ids.FirstOrDefault() : null,
            ServiceSaid = shown,
            Details = details,
        };
    }

    /// <summary>Whoever comes from a network that the workspace is closed to is sent to a page that says so.</summary>
    private static ServiceFault Outside() => new(
        "Databricks does not let requests in from this network: the workspace is open to private endpoints alone. Nothing was changed. Let Kali run in a network that has one, or open the workspace to it.",
        HttpStatusCode.Forbidden, "PERMISSION_DENIED", mayHaveHappened: false);

    private static (string Code, string Message, ImmutableSortedDictionary<string, string> Details) Body(string body)
    {
        var none = ImmutableSortedDictionary<string, string>.Empty;
        if (body.Length == 0)
            return ("UNKNOWN", "", none);
        if (Json(body) is { } fault)
            return fault;
        if (PlainText().Match(body) is { Success: true } plain)
            return (plain.Groups[1].Value, plain.Groups[2].Value, none);
        if (HtmlPre().Match(body) is { Success: true } html)
            return ("UNKNOWN", WebUtility.HtmlDecode(html.Groups[1].Value.Trim()), none);
        return ("UNKNOWN", body.Trim(), none);
    }

    private static (string, string, ImmutableSortedDictionary<string, string>)? Json(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            if (Text(root, "error_code") is { } code)
                return (code, Text(root, "message") ?? "", DetailsOf(root));
            if (Text(root, "detail") is { } detail)
                return ($"SCIM_{Text(root, "status") ?? "UNKNOWN"}", detail, DetailsOf(root));
            if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                return (Text(error, "code") ?? "UNKNOWN", Text(error, "message") ?? "", DetailsOf(root));
            return (Text(root, "error") ?? Text(root, "message")) is { } said ? ("UNKNOWN", said, DetailsOf(root)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    private static ImmutableSortedDictionary<string, string> DetailsOf(JsonElement root)
    {
        var details = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty("details", out var list) || list.ValueKind != JsonValueKind.Array)
            return details.ToImmutable();
        foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            if (Text(item, "reason") is { } reason)
                details["reason"] = reason;
            if (!item.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var entry in metadata.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.String))
                details[entry.Name] = entry.Value.GetString()!;
        }
        return details.ToImmutable();
    }

    /// <summary>Jobs answers 400 to a job or run that is not there.</summary>
    private static string Override(HttpResponseMessage answer, string code, string said) =>
        answer.StatusCode == HttpStatusCode.BadRequest && code == "INVALID_PARAMETER_VALUE" && answer.RequestMessage?.Method == HttpMethod.Get && Absent().IsMatch(said)
            ? "RESOURCE_DOES_NOT_EXIST"
            : code;

    private static string Short(string text) => text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown), "…");

    [GeneratedRegex("^([A-Z_]+): (.*)$", RegexOptions.Singleline)]
    private static partial Regex PlainText();

    [GeneratedRegex("<(?:pre|title)>(.*?)</(?:pre|title)>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex HtmlPre();

    [GeneratedRegex("Cluster .* does not exist|Job .* does not exist|Run .* does not exist|Run: .* in job: .* doesn't exist")]
    private static partial Regex Absent();
}
