using System.Collections.Immutable;
using System.Globalization;
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
        ContentKind.Text => new FileOutcome.Readable(Text(place), []),
        ContentKind.Json or ContentKind.JsonLines => Json(place, kind, ct),
        ContentKind.Parquet => One(Parquet(place)),
        _ => Sheets(place, kind, ct),
    };

    private static FileOutcome.Readable One(Part part) => new([part], []);

    private ImmutableArray<Part> Text(PartPlace place)
    {
        using var bytes = container.Open(place.Entry);
        return [.. CsvDetector.DetectAll(bytes.Content, source.IsWhole, choices).Select(found => Text(place, found))];
    }

    private static Part Text(PartPlace place, CsvDetection found)
    {
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
            UnitsRows = dialect.UnitsRows,
            Units = found.Units,
            FooterRows = dialect.FooterRows,
            TotalsRows = found.TotalsRows,
            Comment = dialect.Comment,
            Table = found.Table,
            Tables = found.Tables,
            Columns = found.Labels,
            Confidence = found.Confidence,
        };
        return Numbered(PartOf(place, facts) with { Dialect = dialect, Title = TitleOf(facts) });
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
            Lists = shape.Lists,
            TakenApart = shape.TakenApart,
        };
        return One(PartOf(place, facts) with
        {
            JsonPath = shape.Layout == JsonLayout.Document ? shape.Pointer : null,
            JsonColumns = shape.TakenApart is null ? 0 : shape.ParentColumns,
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
            var shapes = SheetShape.Find(workbook.Current(), choices, () => TooLarge(place), ct);
            found.AddRange(shapes.Select(shape => (sheet, shape)));
            if (shapes.IsEmpty)
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
            UnitsRows = shape.Units.IsEmpty ? 0 : 1,
            Units = shape.Units,
            FooterRows = shape.FooterRows,
            TotalsRows = shape.TotalsRows,
            Table = shape.Table,
            Tables = shape.Tables,
            Columns = shape.Labels,
            Sheets = names,
            Confidence = shape.Confidence,
        };
        var part = PartOf(place, facts);
        return Numbered(part with
        {
            RowsOfOthers = shape.RowsOfOthers,
            Title = shape.Title,
            Sheet = sheet.Name,
            Label = several ? $"{place.Label} › {sheet.Name}" : place.Label,
            IsHidden = sheet.IsHidden,
            FirstColumn = shape.FirstColumn,
            LastRow = shape.LastRow,
            DatasetName = several ? $"{part.DatasetName}__{SafeName.From(sheet.Name, "sheet")}" : part.DatasetName,
        });
    }

    /// <summary>The first table keeps the file's name; the others are told apart by their number.</summary>
    private static Part Numbered(Part part) => part.Facts.Table is not { } table
        ? part
        : part with
        {
            Label = string.Create(CultureInfo.InvariantCulture, $"{part.Label} › {part.Title ?? $"{table}"}"),
            DatasetName = table == 1 ? part.DatasetName : string.Create(CultureInfo.InvariantCulture, $"{part.DatasetName}__table_{table}"),
        };

    private static string? TitleOf(FileFacts facts) => facts.Tables.FirstOrDefault(table => table.Table == facts.Table)?.Title;

    private static Part PartOf(PartPlace place, FileFacts facts) =>
        new(place.Entry, null, place.Label, facts) { NamedAs = place.NamedAs, DatasetName = DatasetNames.Propose(place.Name) };

    private static UnreadableException TooLarge(PartPlace place) => new Refusal(RefusalReason.TooManyCells, place.Label).ToException();
}
