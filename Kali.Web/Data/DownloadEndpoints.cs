using System.Globalization;
using System.Net.Mime;
using Kali.Data;
using Kali.Data.Explore.Export;
using Kali.Web.Security;
using Kali.Web.Shell;
using Microsoft.Net.Http.Headers;

namespace Kali.Web.Data;

/// <summary>A layer of a dataset as a file: streamed, safe to open in a spreadsheet, for whoever may read that layer.</summary>
public static class DownloadEndpoints
{
    private const string Path = "/api/data";

    /// <summary>Where a layer can be downloaded, relative to the application.</summary>
    public static string Address(DatasetName dataset, Layer layer, string format) =>
        $"{Path[1..]}/{dataset.Catalog}/{dataset.Name}/{LayerNames.Of(layer)}.{format}";

    public static void MapDownloads(this IEndpointRouteBuilder app) =>
        app.MapGet($"{Path}/{{catalog}}/{{dataset}}/{{layer}}.{{format}}", ServeAsync).RequireAuthorization();

    private static async Task ServeAsync(
        HttpContext context, DatasetDownloads downloads, string catalog, string dataset, string layer, string format, long? version, string? excel)
    {
        if (!DatasetName.TryParse($"{catalog}.{dataset}", out var name) || !LayerNames.TryParse(layer, out var which) || FormatOf(format, excel) is not { } wanted)
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "There is nothing to download at this address.");
            return;
        }
        try
        {
            var view = await downloads.OpenAsync(name, which, version, wanted is not ExportFormat.Parquet, CultureInfo.CurrentUICulture, context.Actor(), context.RequestAborted);
            await using var rows = view.Rows;
            Describe(context.Response, FileName(name, which, version, wanted), wanted);
            await wanted.WriteAsync(view, context.Response.Body, context.RequestAborted);
        }
        catch (KaliException fault) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await SayAsync(context, fault is NotAllowedException ? StatusCodes.Status403Forbidden : fault is NotFoundException ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity, fault.Words());
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader closed the download; the statement ends with it.
        }
    }

    private static ExportFormat? FormatOf(string format, string? excel) => format switch
    {
        "csv" => excel == "de" ? ExportFormat.CsvForGermanExcel : ExportFormat.Csv,
        "xlsx" => ExportFormat.Xlsx,
        "parquet" => ExportFormat.Parquet,
        _ => null,
    };

    private static string FileName(DatasetName dataset, Layer layer, long? version, ExportFormat format)
    {
        var at = version is { } number ? string.Create(CultureInfo.InvariantCulture, $"_v{number}") : "";
        return $"{dataset.Name}_{(layer is Layer.Quarantine ? "held_back" : LayerNames.Of(layer))}{at}{format.Extension()}";
    }

    private static void Describe(HttpResponse response, string fileName, ExportFormat format)
    {
        var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
        disposition.SetHttpFileName(fileName);
        response.ContentType = format.ContentType();
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
    }

    private static Task SayAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message, context.RequestAborted);
    }
}
