using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Excel;
using Kali.Data.Ingest.Typing;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Reads a workbook that came back and finds the cells that were changed in it, by the keys of the rows, some thousand rows at a time.</summary>
internal sealed class WorkbookTaking(RepairStore repairs, RepairPlans plans, RepairLoads loads, ILakehouse lakehouse, TimeProvider time)
{
    private const int RowsAtOnce = 2000;
    private const int FewestCellsOfAnExchangedRow = 3;

    public async Task<WorkbookReturn> TakeAsync(DatasetName dataset, Stream content, string file, Actor actor, CancellationToken ct)
    {
        var found = await repairs.DemandAsync(dataset, actor, ct);
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await using var kept = copy;
        await content.CopyToAsync(copy, ct);
        if (WorkbookMark.Read(copy) is not { } id)
            throw new RefusedException($"{file} is not a workbook that Kali has marked, or it lost its mark when it was saved. Nothing was changed. Download the workbook here, change it and save it as .xlsx.");
        await using var store = await repairs.OpenAsync(ct);
        var record = await store.Set<WorkbookRecord>().FirstOrDefaultAsync(workbook => workbook.Id == id && workbook.DatasetId == found.Id, ct)
            ?? throw new RefusedException($"{file} was made for another dataset than {dataset.Name}. Nothing was changed. Send it there.");
        var load = await loads.OfAsync(dataset, record.LoadNo, ct);
        var reading = new Reading(load, file);
        await CompareAsync(copy, record, load, reading, ct);
        var taken = reading.ToReturn(record.Id, await CountAsync(load, ct));
        (record.Return, record.ReturnedBy, record.ReturnedAt) = (PipelineJson.Write(taken), actor.UserId, time.GetUtcNow());
        await store.SaveChangesAsync(ct);
        return taken;
    }

    private async Task CompareAsync(Stream copy, WorkbookRecord record, RepairLoad load, Reading reading, CancellationToken ct)
    {
        var before = await TextsAsync(load, record.RepairsVersion, ct);
        var now = await plans.ChangesAsync(load.Part.Dataset, Rows(load), ct);
        var current = now.Version == record.RepairsVersion ? null : await TextsAsync(load, now.Version, ct);
        using var workbook = new Workbook(copy, reading.File, password: null);
        var cells = workbook.Cells(record.Sheet);
        var rows = new Dictionary<long, (long SheetRow, SheetCell[] Cells)>();
        while (cells.Read())
        {
            if (cells.IsBlank)
                continue;
            var row = cells.Cells.ToArray();
            if (reading.KeyOf(cells.Row, row) is not { } key)
                continue;
            if (!rows.TryAdd(key, (cells.Row, row)) || !reading.Keys.Add(key))
            {
                reading.Unknown.Add(cells.Row);
                continue;
            }
            if (rows.Count < RowsAtOnce)
                continue;
            await CompareAsync(rows, before, current, reading, ct);
            rows.Clear();
        }
        await CompareAsync(rows, before, current, reading, ct);
    }

    private async Task CompareAsync(Dictionary<long, (long SheetRow, SheetCell[] Cells)> rows, TableRef before, TableRef? current, Reading reading, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        var then = await ReadAsync(before, rows.Keys, reading, ct);
        var now = current is null ? then : await ReadAsync(current, rows.Keys, reading, ct);
        foreach (var (key, (sheetRow, cells)) in rows)
        {
            if (then.TryGetValue(key, out var was) && now.TryGetValue(key, out var stands))
                reading.Compare(key, sheetRow, cells, was, stands);
            else
                reading.Unknown.Add(sheetRow);
        }
    }

    private async Task<Dictionary<long, string?[]>> ReadAsync(TableRef texts, IEnumerable<long> keys, Reading reading, CancellationToken ct)
    {
        var ids = keys.Order().ToList();
        var rowId = new Column(DataLoad.RowId);
        var these = new AllOf(rowId.AtLeast(new WholeNumber(ids[0])), rowId.AtMost(new WholeNumber(ids[^1])), rowId.In(ids.Select(id => (SqlExpression)new WholeNumber(id))));
        await using var result = await lakehouse.QueryAsync(
            Sql.Of($"SELECT {rowId.Name}, {reading.Columns.Select(column => (Sql)new SqlName(column.Name))} FROM {texts} AS texts WHERE {these}"), Actor.System, ct);
        return (await result.ToListAsync(ct)).ToDictionary(row => (long)row[0]!, row => row.Skip(1).Select(value => value as string).ToArray());
    }

    /// <summary>The load's texts as they were at a version of the repairs.</summary>
    private async Task<TableRef> TextsAsync(RepairLoad load, long? version, CancellationToken ct)
    {
        var dataset = load.Part.Dataset;
        var raw = dataset.Raw.At(load.Facts.RawVersion);
        if (version is null)
            return raw;
        var (changes, columns, _) = await plans.ChangesAsync(dataset, Rows(load), ct, version);
        return RepairedTexts.Of(raw, load.Part.Columns.Select(column => column.Name).Append(DataLoad.RowId), columns, changes);
    }

    private async Task<long> CountAsync(RepairLoad load, CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(Sql.Of($"SELECT count(*) FROM {load.Part.Dataset.Raw} AS raw_rows WHERE {Rows(load)}"), Actor.System, ct);
        return Convert.ToInt64((await result.ToListAsync(ct))[0][0], CultureInfo.InvariantCulture);
    }

    private static SqlExpression Rows(RepairLoad load) => new DataLoad(load.Part.Dataset, load.LoadNo, []).Rows;

    /// <summary>What is found while the rows go by.</summary>
    private sealed class Reading
    {
        private readonly RepairLoad _load;
        private readonly int[] _places;
        private readonly ImmutableArray<CellReturn>.Builder _changes = ImmutableArray.CreateBuilder<CellReturn>();
        private readonly ImmutableArray<CellReturn>.Builder _conflicts = ImmutableArray.CreateBuilder<CellReturn>();
        private readonly List<long> _exchanged = [];
        private readonly List<string> _lost = [];
        private long _rows;
        private long _respelled;
        private long _added;
        private bool _isBelowHeader;

        public Reading(RepairLoad load, string file)
        {
            (_load, File) = (load, file);
            var first = WorkbookMaking.IsOwn(load) ? load.Part.Part.FirstColumn : 0;
            _places = [.. Enumerable.Range(first, Columns.Length)];
        }

        public string File { get; }

        public ImmutableArray<ColumnReading> Columns => _load.Part.Columns;

        public HashSet<long> Keys { get; } = [];

        public List<long> Unknown { get; } = [];

        /// <summary>The row's key; null for rows that are none of the load.</summary>
        public long? KeyOf(long row, SheetCell[] cells)
        {
            var key = Array.FindLast(cells, cell => cell.Text?.StartsWith(SheetMarks.KeyBegins, StringComparison.Ordinal) == true && !cell.IsFilledIn).Text;
            if (key == SheetMarks.HeaderKey)
            {
                FindColumns(cells);
                _isBelowHeader = true;
                return null;
            }
            if (key is null)
            {
                if (_isBelowHeader)
                    _added++;
                return null;
            }
            _isBelowHeader = true;
            if (long.TryParse(key.AsSpan(SheetMarks.KeyBegins.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && DataLoad.LoadOf(id) == _load.LoadNo)
                return id;
            Unknown.Add(row);
            return null;
        }

        public void Compare(long key, long sheetRow, SheetCell[] cells, string?[] was, string?[] stands)
        {
            _rows++;
            var found = new List<CellReturn>();
            var filled = 0;
            var respelled = 0;
            for (var i = 0; i < Columns.Length; i++)
            {
                if (_places[i] < 0)
                    continue;
                filled += was[i] is null ? 0 : 1;
                var cell = _places[i] < cells.Length ? cells[_places[i]] : default;
                // A text of no length is none: a spreadsheet keeps no difference.
                if (cell.Text == was[i] || (cell.Text is null && was[i] is { Length: 0 }))
                    continue;
                var after = Written(cell, Columns[i]);
                if (after == was[i])
                    respelled++;
                else if (after != stands[i])
                    found.Add(new CellReturn(Columns[i].Name, Columns[i].Label, key, DataLoad.RowOf(key), was[i], after, stands[i], Fits(after, Columns[i])));
            }
            if (found.Count >= FewestCellsOfAnExchangedRow && found.Count * 2 > filled)
            {
                _exchanged.Add(sheetRow);
                return;
            }
            _respelled += respelled;
            foreach (var change in found)
                (change.Now == change.Before ? _changes : _conflicts).Add(change);
        }

        public WorkbookReturn ToReturn(Guid id, long rowsOfLoad) => new(
            id, _load.Part.Dataset, File, _rows, _changes.ToImmutable(), _conflicts.ToImmutable(), _respelled, [.. Unknown], [.. _exchanged], _added,
            Math.Max(0, rowsOfLoad - _rows - _exchanged.Count), [.. _lost]);

        /// <summary>Columns may have been moved; where the header was one line, they are found by it.</summary>
        private void FindColumns(SheetCell[] header)
        {
            if (_load.Part.Part.Facts.HeaderRows > 1)
                return;
            for (var i = 0; i < Columns.Length; i++)
            {
                var label = Columns[i].Label;
                if (label.Length == 0 || (_places[i] < header.Length && header[_places[i]].Text == label))
                    continue;
                _places[i] = Array.FindIndex(header, cell => cell.Text == label);
                if (_places[i] < 0)
                    _lost.Add(label);
            }
        }

        /// <summary>A cell that a spreadsheet holds as a date or a number, as the column of the file writes those.</summary>
        private static string? Written(SheetCell cell, ColumnReading reading) => (cell, reading.Format) switch
        {
            ({ Nature: CellNature.Date, Text: { } text }, ValueFormat.Date(var pattern)) when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) =>
                date.ToString(pattern, CultureInfo.InvariantCulture),
            ({ Nature: CellNature.Number, Text: { } text }, ValueFormat.Number { DecimalSeparator: ',' }) => text.Replace('.', ','),
            ({ Nature: CellNature.Truth, Text: { } text }, ValueFormat.Boolean(var yes, var no)) => text == "TRUE" ? yes : no,
            _ => cell.Text,
        };

        private static bool Fits(string? text, ColumnReading reading) => string.IsNullOrWhiteSpace(text) || ValueFit.Fits(text.Trim(), reading.Type, reading.Format);
    }
}
