using Kali.Data.Ingest.Archives;
using Kali.Data.Ingest.Csv;
using Kali.Data.Ingest.Excel;
using Kali.Data.Ingest.Json;
using Kali.Data.Ingest.Tables;

namespace Kali.Data.Ingest;

/// <summary>Opens the reader of a part by its facts.</summary>
internal sealed class PartOpening(FileSource source, IngestOptions options)
{
    private readonly Container _container = new(source, options);

    public IFileRows Open(Part part, string? password, Action<RejectedRow> onRejected, Action<SkippedLine>? onSkipped, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return part.Facts.Format switch
        {
            "csv" => Text(part, onRejected, onSkipped),
            "xlsx" or "xlsb" or "xls" => Sheet(part, password, onSkipped),
            "json" or "jsonl" => Json(part, onRejected),
            "parquet" => Parquet(part),
            var format => throw new RefusedException($"{part.Label} is in the format “{format}”, which Kali does not read. Drop the file again."),
        };
    }

    private MeteredRows Text(Part part, Action<RejectedRow> onRejected, Action<SkippedLine>? onSkipped)
    {
        var bytes = _container.Open(part.Entry);
        var dialect = part.Dialect ?? CsvDialect.Default;
        var detection = new CsvDetection(TextEncodings.Named(part.Facts.Encoding!), dialect, part.Facts.Columns, part.Facts.Confidence);
        var read = new CsvReadOptions { OnRejected = onRejected, OnSkipped = onSkipped, IsBeginning = !source.IsWhole, BytesTotal = bytes.BytesTotal };
        return new MeteredRows(new CsvReader(bytes.Content, detection, read), bytes);
    }

    private SheetRows Sheet(Part part, string? password, Action<SkippedLine>? onSkipped)
    {
        var bytes = _container.OpenSeekable(part.Entry);
        var workbook = new Workbook(bytes.Content, part.Label, password);
        try
        {
            return new SheetRows(workbook, part, bytes.BytesTotal, onSkipped);
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    private JsonRows Json(Part part, Action<RejectedRow> onRejected)
    {
        var layout = part.Facts.Format == "jsonl" ? JsonLayout.Lines : part.JsonPath is null ? JsonLayout.Sequence : JsonLayout.Document;
        var shape = new JsonShape(layout, part.JsonPath ?? "", [], part.Facts.Columns, part.JsonLevels, TextEncodings.Named(part.Facts.Encoding!))
        {
            TakenApart = part.Facts.TakenApart,
            ParentColumns = part.JsonColumns,
        };
        return new JsonRows(_container.Open(part.Entry), shape, options.LongestRecord, !source.IsWhole, onRejected);
    }

    private ParquetRows Parquet(Part part)
    {
        var bytes = _container.OpenLocal(part.Entry);
        return new ParquetRows(bytes.LocalPath!, part.Label, bytes);
    }
}
