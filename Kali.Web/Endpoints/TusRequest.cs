using System.Globalization;
using Kali.Data.Uploads;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Kali.Web.Endpoints;

/// <summary>Reads what a tus request says.</summary>
internal static class TusRequest
{
    /// <summary>
    /// The method meant: some networks let only GET and POST through, and then it stands in a header. Guards against other sites look at the method
    /// as sent, so one that changes nothing cannot be made into one that does; null for that.
    /// </summary>
    public static string? Method(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(TusHeaders.MethodOverride, out var header) || StringValues.IsNullOrEmpty(header))
            return request.Method;
        var meant = header.ToString().ToUpperInvariant();
        return IsHarmless(request.Method) && !IsHarmless(meant) ? null : meant;
    }

    private static bool IsHarmless(string method) => HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    public static bool SpeaksThisVersion(HttpRequest request) => request.Headers[TusHeaders.TusResumable] == TusHeaders.Version;

    /// <summary>A non-negative integer; null when the header is missing or says something else.</summary>
    public static long? Number(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool HasBytes(HttpRequest request) =>
        request.ContentLength is > 0 || request.ContentLength is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    public static bool HasRightContentType(HttpRequest request) =>
        string.Equals(request.ContentType, TusHeaders.ContentType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The request's bytes; false when its checksum cannot be checked here.</summary>
    public static bool TryReadBody(HttpRequest request, out UploadBody body)
    {
        // The limit on a request's size guards forms; here the upload's own length is the limit.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        UploadChecksum? checksum = null;
        var isKnown = !request.Headers.TryGetValue(TusHeaders.UploadChecksum, out var header) || UploadChecksum.TryParse(header.ToString(), out checksum);
        body = new UploadBody(request.BodyReader, request.ContentLength, checksum);
        return isKnown;
    }
}
