using System.Globalization;
using Kali.Data.Uploads;

namespace Kali.Web.Endpoints;

/// <summary>Writes answers as tus wants them. A fault has a body that tells a person what happened.</summary>
internal static class TusAnswer
{
    public static Task PlainAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public static Task FaultAsync(HttpContext context, int status, string code, string message, string? detail = null)
    {
        context.Response.StatusCode = status;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        return context.Response.WriteAsJsonAsync(new UploadProblem(code, message, detail), context.RequestAborted);
    }

    public static void Offset(HttpContext context, long offset) =>
        context.Response.Headers[TusHeaders.UploadOffset] = offset.ToString(CultureInfo.InvariantCulture);

    public static void Expires(HttpContext context, Upload upload)
    {
        if (upload.ExpiresAt is { } expires)
            context.Response.Headers[TusHeaders.UploadExpires] = expires.ToString("R", CultureInfo.InvariantCulture);
    }
}

/// <summary>The body of an answer that is not what was hoped for.</summary>
/// <param name="Code">For the interface to say it in the reader's language.</param>
/// <param name="Message">The English sentence.</param>
/// <param name="Detail">The sentence's figures and words as JSON, where it has some.</param>
internal sealed record UploadProblem(string Code, string Message, string? Detail);
