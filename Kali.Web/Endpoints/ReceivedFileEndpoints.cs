using System.Globalization;
using System.Net.Mime;
using System.Text;
using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Web.Security;
using Kali.Web.Shell;
using Microsoft.Net.Http.Headers;

namespace Kali.Web.Endpoints;

/// <summary>Downloads of what runs read: the file byte for byte, and the lines that could not be read.</summary>
public static class ReceivedFileEndpoints
{
    private const int RowsAtOnce = 1000;

    public static void MapReceivedFiles(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/runs/{id}").RequireAuthorization();
        group.MapGet("/file", FileAsync);
        group.MapGet("/rejects", RejectsAsync);
    }

    private static async Task<IResult> FileAsync(HttpContext context, ReceivedBytes files, string id)
    {
        if (!RunId.TryParse(id, out var run))
            return Results.NotFound();
        try
        {
            var file = await files.OpenAsync(run, context.Actor(), context.RequestAborted);
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Stream(file.Content, MediaTypeNames.Application.Octet, file.FileName, enableRangeProcessing: file.Content.CanSeek);
        }
        catch (KaliException e) when (e is NotFoundException or NotAllowedException)
        {
            return Refused(e);
        }
    }

    private static async Task<IResult> RejectsAsync(HttpContext context, RejectedRows rejected, Runs runs, string id)
    {
        if (!RunId.TryParse(id, out var run))
            return Results.NotFound();
        try
        {
            var (actor, ct) = (context.Actor(), context.RequestAborted);
            var snapshot = await runs.GetAsync(run, actor, ct);
            var first = await rejected.ReadAsync(run, 0, RowsAtOnce, actor, ct);
            var name = $"{Path.GetFileNameWithoutExtension(snapshot.FileName)}_not_readable.csv";
            context.Response.ContentType = "text/csv; charset=utf-8";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(name);
            context.Response.Headers.ContentDisposition = disposition.ToString();
            await using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await text.WriteAsync("row,line,reason,text\r\n");
            for (var (page, skip) = (first, 0); !page.IsEmpty; skip += page.Length, page = await rejected.ReadAsync(run, skip, RowsAtOnce, actor, ct))
            {
                foreach (var row in page)
                    await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{row.Row},{row.Line},{row.Reason},{Quoted(row.Text)}\r\n"));
            }
            return Results.Empty;
        }
        catch (KaliException e) when (e is NotFoundException or NotAllowedException && !context.Response.HasStarted)
        {
            return Refused(e);
        }
    }

    private static IResult Refused(KaliException e) =>
        Results.Text(e.Words(), "text/plain", Encoding.UTF8, e is NotFoundException ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);

    /// <summary>One quoted field; a text that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
    internal static string Quoted(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
