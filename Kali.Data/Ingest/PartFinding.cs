using System.Collections.Immutable;
using Kali.Data.Ingest.Archives;
using Kali.Data.Ingest.Csv;
using Kali.Data.Ingest.Excel;
using Kali.Data.Ingest.Json;
using Kali.Data.Ingest.Sniffing;
using Kali.Data.Ingest.Tables;

namespace Kali.Data.Ingest;

/// <summary>Where a part is found, and under which names.</summary>
internal sealed record PartPlace(string? Entry, string Name, string Label, string? NamedAs);

/// <summary>Finds the parts of a file (or entry) whose kind is known, with the facts each is read by.</summary>
internal sealed class PartFinding(FileSource source, Container container, IngestOptions options, ReadingChoices choices)
{
    public FileOutcome Find(PartPlace place, ContentKind kind, CancellationToken ct) => kind switch
    {
        ContentKind.Text => One(Text(place)),
        ContentKind.Json or ContentKind.JsonLines => Json(place, kind, ct),
        ContentKind.Parquet => One(Parquet(place)),
        _ => Sheets(place, kind, ct),
    };

    private static FileOutcome.Readable One(Part part) => new([part], []);

    private Part Text(PartPlace place)
    {
        using var bytes = container.Open(place.Entry);
        var found = CsvDetector.Detect(bytes.Content, source.IsWhole, choices);
        var dialect = found.Dialect;
        var isOneColumn = found.ColumnCount <= 1 && dialect.Delimiter.Length == 0;
        var facts = new FileFacts
        {
            File = place.Label,
            Format = "csv",
            Encoding = found.Encoding.WebName,
            Delimiter = isOneColumn ? null : dialect.Delimiter,
            Quote = dialect.Quote?.ToString(),
            Escape = dialect.Escape?.ToString() ?? dialect.Quote?.ToString(),
            RecordDelimiter = dialect.LineEnd switch
            {
                LineEnd.CrLf => "\r\n",
                LineEnd.Cr => "\r",
                _ => "\n",
            },
            PreambleRows = dialect.PreambleRows,
            HeaderRows = dialect.HeaderRows,
            FooterRows = dialect.FooterRows,
            Columns = found.Labels,
            Confidence = found.Confidence,
        };
        return PartOf(place, facts) with { Dialect = dialect };
    }

    private FileOutcome Json(PartPlace place, ContentKind kind, CancellationToken ct)
    {
        var shape = JsonShape.Find(() => container.Open(place.Entry).Content, kind, choices, source.IsWhole, options.LongestRecord, ct);
        if (shape is null)
        {
            if (!source.IsWhole)
                return new FileOutcome.NotYet();
            return new FileOutcome.Refused(choices.JsonPath is { } path
                ? new Refusal(RefusalReason.UnknownJsonPath, place.Label, Detail: path)
                : new Refusal(kind == ContentKind.Json ? RefusalReason.NotJson : RefusalReason.NoRecords, place.Label, place.NamedAs));
        }
        var facts = new FileFacts
        {
            File = place.Label,
            Format = shape.Layout == JsonLayout.Lines ? "jsonl" : "json",
            Encoding = shape.Encoding.WebName,
            HeaderRows = 0,
            Columns = shape.Labels,
        };
        return One(PartOf(place, facts) with
        {
            JsonPath = shape.Layout == JsonLayout.Document ? shape.Pointer : null,
            JsonLevels = shape.Levels,
            OtherJsonPaths = shape.Others,
        });
    }

    private Part Parquet(PartPlace place)
    {
        var bytes = container.OpenLocal(place.Entry);
        using var rows = new ParquetRows(bytes.LocalPath!, place.Label, bytes);
        return PartOf(place, new FileFacts { File = place.Label, Format = "parquet", Columns = [.. rows.Labels] });
    }

    private FileOutcome Sheets(PartPlace place, ContentKind kind, CancellationToken ct)
    {
        using var workbook = new Workbook(container.OpenSeekable(place.Entry).Content, place.Label, choices.Password);
        var found = new List<(WorkbookSheet Sheet, SheetShape Shape)>();
        var names = ImmutableArray.CreateBuilder<string>();
        var leftOut = ImmutableArray.CreateBuilder<Refusal>();
        foreach (var sheet in workbook.Sheets())
        {
            names.Add(sheet.Name);
            if (choices.Sheet is { } chosen && chosen != sheet.Name)
                continue;
            var shape = SheetShape.Find(workbook.Current(), choices, () => TooLarge(place), ct);
            if (shape is not null)
                found.Add((sheet, shape));
            else
                leftOut.Add(new Refusal(RefusalReason.EmptySheet, place.Label, Detail: sheet.Name));
        }
        if (found.Count == 0)
        {
            return new FileOutcome.Refused(choices.Sheet is { } chosen
                ? new Refusal(names.Contains(chosen) ? RefusalReason.EmptySheet : RefusalReason.UnknownSheet, place.Label, Detail: chosen)
                : new Refusal(RefusalReason.EmptyWorkbook, place.Label, place.NamedAs));
        }
        var format = kind switch
        {
            ContentKind.Xlsx => "xlsx",
            ContentKind.Xlsb => "xlsb",
            ContentKind.EncryptedWorkbook => "xlsx",
            _ => "xls",
        };
        var several = names.Count > 1;
        return new FileOutcome.Readable([.. found.Select(one => Sheet(place, one.Sheet, one.Shape, format, names.ToImmutable(), several))], leftOut.ToImmutable());
    }

    private static Part Sheet(PartPlace place, WorkbookSheet sheet, SheetShape shape, string format, ImmutableArray<string> names, bool several)
    {
        var facts = new FileFacts
        {
            File = place.Label,
            Format = format,
            PreambleRows = shape.PreambleRows,
            HeaderRows = shape.HeaderRows,
            FooterRows = shape.FooterRows,
            Columns = shape.Labels,
            Sheets = names,
            Confidence = shape.Confidence,
        };
        var part = PartOf(place, facts);
        return part with
        {
            Sheet = sheet.Name,
            Label = several ? $"{place.Label} › {sheet.Name}" : place.Label,
            IsHidden = sheet.IsHidden,
            FirstColumn = shape.FirstColumn,
            LastRow = shape.LastRow,
            DatasetName = several ? $"{part.DatasetName}__{SafeName.From(sheet.Name, "sheet")}" : part.DatasetName,
        };
    }

    private static Part PartOf(PartPlace place, FileFacts facts) =>
        new(place.Entry, null, place.Label, facts) { NamedAs = place.NamedAs, DatasetName = DatasetNames.Propose(place.Name) };

    private static UnreadableException TooLarge(PartPlace place) => new Refusal(RefusalReason.TooManyCells, place.Label).ToException();
}
