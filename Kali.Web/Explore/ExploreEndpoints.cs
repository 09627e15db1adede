using System.Globalization;
using Kali.Data;
using Kali.Data.Explore;
using Kali.Data.Explore.Export;
using Kali.Web.Commands;
using Kali.Web.Security;
using Kali.Web.Shell;
using Microsoft.Net.Http.Headers;

namespace Kali.Web.Explore;

/// <summary>
/// The full result of a statement as a file, up to the limit for downloads. The statement comes in the body, with the antiforgery token;
/// a saved query comes by its id. A statement never stands in an address.
/// </summary>
public static class ExploreEndpoints
{
    public static void MapExplore(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/explore").RequireAuthorization();
        group.MapPost("/download", async (HttpContext context, Explorer explorer, CancellationToken ct) =>
        {
            var form = await context.Request.ReadFormAsync(ct);
            var sql = form["sql"].ToString();
            await ServeAsync(context, form["format"], sql, "query", () => explorer.DownloadAsync(sql, context.Actor(), ct), ct);
        });
        group.MapGet("/saved/{id:guid}/download", async (HttpContext context, Guid id, string? format, SavedQueries queries, CancellationToken ct) =>
        {
            SavedQuery query;
            try
            {
                query = await queries.GetAsync(id, context.Actor(), ct);
            }
            catch (NotFoundException e)
            {
                await RefuseAsync(context, StatusCodes.Status404NotFound, e.Words());
                return;
            }
            await ServeAsync(context, format, query.Sql, query.Name, () => queries.DownloadAsync(id, context.Actor(), ct), ct);
        });
    }

    private static async Task ServeAsync(HttpContext context, string? formatName, string sql, string name, Func<Task<ExploreOutcome>> run, CancellationToken ct)
    {
        if (FormatOf(formatName) is not { } format)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "A download is csv, csv-de, xlsx or parquet.");
            return;
        }
        try
        {
            switch (await run())
            {
                case ExploreOutcome.Refused { Refusal: var refusal }:
                    await RefuseAsync(context, StatusCodes.Status400BadRequest, RefusalSentence.Of(refusal, sql));
                    break;
                case ExploreOutcome.Answered answer:
                    await WriteAsync(context, format, name, answer, ct);
                    break;
            }
        }
        catch (KaliException e) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, e is NotAllowedException ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest, e.Words());
        }
    }

    private static async Task WriteAsync(HttpContext context, ExportFormat format, string name, ExploreOutcome.Answered answer, CancellationToken ct)
    {
        await using var rows = new FirstRows(answer.Rows, answer.MaxRows);
        context.Response.ContentType = format.ContentType();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Kali-Most-Rows"] = answer.MaxRows.ToString(CultureInfo.InvariantCulture);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(SafeName.From(name, "query") + format.Extension());
        context.Response.Headers.ContentDisposition = disposition.ToString();
        await format.WriteAsync(new ResultSetView(rows), context.Response.Body, ct);
    }

    private static ExportFormat? FormatOf(string? name) => name switch
    {
        "csv" => ExportFormat.Csv,
        "csv-de" => ExportFormat.CsvForGermanExcel,
        "xlsx" => ExportFormat.Xlsx,
        "parquet" => ExportFormat.Parquet,
        _ => null,
    };

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { code = "explore", message }, context.RequestAborted);
    }
}
