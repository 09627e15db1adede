using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Lake;
using Kali.Data.Quality;
using Kali.Data.Store;

namespace Kali.Data.Pipeline;

/// <summary>Makes the sender's own workbook again, with what is wrong marked in it. Its other sheets, formats and formulas are passed on as they are.</summary>
internal sealed class WorkbookMaking(RepairStore repairs, RepairPlans plans, RepairLoads loads, Rules rules, ReceivedFiles files, ILakeFiles lake, ILakehouse lakehouse, TimeProvider time)
{
    public async Task<MadeWorkbook> MakeAsync(DatasetName dataset, long loadNo, CultureInfo culture, Actor actor, CancellationToken ct)
    {
        var found = await repairs.DemandAsync(dataset, actor, ct);
        var load = await loads.OfAsync(dataset, loadNo, ct);
        var content = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            var (sheet, offset, lastRow) = await FillAsync(content, load, ct);
            var (cells, version) = await MarksAsync(load, sheet.Column, offset, culture, ct);
            var record = new WorkbookRecord
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                DatasetId = found.Id,
                LoadNo = loadNo,
                RepairsVersion = version,
                Sheet = sheet.Name,
                MadeBy = actor.UserId,
                MadeByName = actor.DisplayName,
                MadeAt = time.GetUtcNow(),
            };
            Mark(content, load, sheet, offset, lastRow, cells, record.Id, WorkbookWords.For(culture));
            await using var store = await repairs.OpenAsync(ct);
            store.Add(record);
            store.Note(actor, time.GetUtcNow(), "workbook.make", dataset.ToString(), load.Part.FileName);
            await store.SaveChangesAsync(ct);
            content.Position = 0;
            return new MadeWorkbook(record.Id, FileName(load.Part.FileName), content, cells.Values.Sum(row => row.Count));
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the file the load came in is a workbook that can be given back as it is.</summary>
    public static bool IsOwn(RepairLoad load) =>
        load.Part.Part is { Entry: null, Sheet: not null } && Path.GetExtension(load.Part.FileName).ToLowerInvariant() is ".xlsx" or ".xlsm";

    private static string FileName(string file)
    {
        var extension = Path.GetExtension(file).ToLowerInvariant();
        return Path.GetFileNameWithoutExtension(file) + (extension is ".xlsm" ? ".xlsm" : ".xlsx");
    }

    /// <summary>The file itself, or where that is no open workbook one made of its texts.</summary>
    private async Task<((string Name, int Column) Sheet, long Offset, long LastRow)> FillAsync(FileStream content, RepairLoad load, CancellationToken ct)
    {
        var part = load.Part.Part;
        if (IsOwn(load))
        {
            await using (var received = await lake.OpenReadAsync(await files.FindAsync(new LakePath(load.Part.ReceivedAs), ct), ct))
                await received.CopyToAsync(content, ct);
            if (HasSheet(content, part.Sheet!))
                return ((part.Sheet!, part.FirstColumn), 0, part.LastRow - part.Facts.FooterRows);
            content.SetLength(0);
        }
        var header = (long)(part.Facts.PreambleRows + part.Facts.HeaderRows);
        var offset = header == 0 ? 1 : 0;
        await using var rows = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT {new SqlName("_row")}, {load.Part.Columns.Select(column => (Sql)new SqlName(column.Name))}
                FROM {load.Part.Dataset.Raw} AS raw_rows WHERE {Rows(load)} ORDER BY {new SqlName(DataLoad.RowId)}
                """),
            Actor.System, ct);
        content.Position = 0;
        var last = await PlainWorkbook.WriteAsync(content, load.Part.FileName, [.. load.Part.Columns.Select(column => column.Label)], header + offset, offset, rows, ct);
        return ((PlainWorkbook.Sheet, 0), offset, last);
    }

    private static bool HasSheet(Stream content, string sheet)
    {
        try
        {
            content.Position = 0;
            using var document = SpreadsheetDocument.Open(content, isEditable: false);
            return document.WorkbookPart?.Workbook?.Sheets?.Elements<Sheet>().Any(known => known.Name?.Value == sheet) == true;
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or InvalidDataException)
        {
            // Protected with a password, or a workbook of another kind under this name: its texts are known all the same.
            return false;
        }
    }

    /// <summary>What is marked, by sheet row and column; and the version of the repairs that the texts are from.</summary>
    private async Task<(SortedDictionary<long, Dictionary<int, SheetMark>> Cells, long? Version)> MarksAsync(RepairLoad load, int firstColumn, long offset, CultureInfo culture, CancellationToken ct)
    {
        var cells = new SortedDictionary<long, Dictionary<int, SheetMark>>();
        var dataset = load.Part.Dataset;
        var column = load.Part.Columns.Select((reading, index) => (reading.Name, Index: firstColumn + index)).ToDictionary(known => known.Name, known => known.Index, StringComparer.Ordinal);
        var labels = load.Part.Columns.ToDictionary(known => known.Name, known => known.Label, StringComparer.Ordinal);
        var (changes, _, version) = await plans.ChangesAsync(dataset, Rows(load), ct);
        if (version is not null)
        {
            await foreach (var row in ReadAsync(Sql.Of($"SELECT {new SqlName(DataLoad.RowId)}, {new SqlName(CellChanges.ColumnName)}, {new SqlName(CellChanges.After)} FROM ({RepairedTexts.Newest(changes)}) AS newest"), ct))
            {
                if (column.TryGetValue((string)row[1]!, out var at))
                    Of((long)row[0]!)[at] = new SheetMark(CellLook.Repaired, null, row[2] as string ?? "");
            }
        }
        if (await lakehouse.DescribeAsync(dataset.Quarantine, Actor.System, ct) is null)
            return (cells, version);
        var known = (await rules.OfAsync(dataset, Actor.System, ct)).ToDictionary(rule => rule.Id);
        var words = RuleWords.For(culture);
        await foreach (var row in ReadAsync(Sql.Of($"SELECT {new SqlName(DataLoad.RowId)}, {new SqlName("_reasons")} FROM {dataset.Quarantine} AS held_rows WHERE {Rows(load)}"), ct))
        {
            foreach (var reason in HeldReason.Read(row[1] as string))
            {
                var says = reason.Rule is { } id && known.TryGetValue(id, out var rule) ? words.Demand(rule, name => labels.GetValueOrDefault(name, name)) : reason.Name ?? "";
                foreach (var at in reason.Columns.Where(column.ContainsKey).Select(name => column[name]))
                {
                    var marks = Of((long)row[0]!);
                    var before = marks.GetValueOrDefault(at);
                    var look = reason.HoldsBack || before?.Look is CellLook.Confirmed ? CellLook.Confirmed : CellLook.WorthALook;
                    marks[at] = new SheetMark(look, before?.Note is { } note ? $"{note}\n{says}" : says, before?.Text);
                }
            }
        }
        return (cells, version);

        Dictionary<int, SheetMark> Of(long rowId)
        {
            var row = DataLoad.RowOf(rowId) + offset;
            return cells.TryGetValue(row, out var marks) ? marks : cells[row] = [];
        }
    }

    private static void Mark(
        Stream content, RepairLoad load, (string Name, int Column) sheet, long offset, long lastRow, SortedDictionary<long, Dictionary<int, SheetMark>> cells, Guid id, WorkbookWords words)
    {
        content.Position = 0;
        using var document = SpreadsheetDocument.Open(content, isEditable: true);
        var workbook = document.WorkbookPart!;
        var part = (WorksheetPart)workbook.GetPartById(workbook.Workbook!.Sheets!.Elements<Sheet>().First(known => known.Name?.Value == sheet.Name).Id!.Value!);
        int width;
        using (var xml = part.GetStream(FileMode.Open, FileAccess.Read))
            width = SheetPatch.WidthOf(xml);
        var header = (long)(load.Part.Part.Facts.PreambleRows + load.Part.Part.Facts.HeaderRows) + offset;
        var data = new DataLoad(load.Part.Dataset, load.LoadNo, []);
        var marks = new SheetMarks(
            Math.Max(width, sheet.Column + load.Part.Columns.Length), load.Part.Part.Facts.HeaderRows == 0 && offset == 0 ? 0 : header, header + 1, lastRow,
            row => string.Create(CultureInfo.InvariantCulture, $"{SheetMarks.KeyBegins}{data.FirstRowId + row - offset}"),
            row => cells.GetValueOrDefault(row));
        var drawing = SheetNotes.Add(part, [.. cells.SelectMany(row => row.Value.Where(mark => mark.Value.Note is not null).OrderBy(mark => mark.Key).Select(mark => (new CellAddress(mark.Key, row.Key), mark.Value.Note!)))]);
        var styles = new WorkbookStyles(workbook);
        using (var patched = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose))
        {
            using (var xml = part.GetStream(FileMode.Open, FileAccess.Read))
                new SheetPatch(marks, styles.Of, drawing).Copy(xml, patched);
            patched.Position = 0;
            part.FeedData(patched);
        }
        WorkbookSummary.Add(workbook, words.Summary(load.Part.FileName, cells.Values.SelectMany(row => row.Values).ToList(), cells.Count(row => row.Value.Values.Any(mark => mark.Look is CellLook.Confirmed))));
        WorkbookMark.Write(document, id);
    }

    private async IAsyncEnumerable<object?[]> ReadAsync(Sql sql, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(sql, Actor.System, ct);
        await foreach (var row in result.ReadAsync(ct))
            yield return row;
    }

    private static SqlExpression Rows(RepairLoad load) => new DataLoad(load.Part.Dataset, load.LoadNo, []).Rows;
}
