using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Lineage;

/// <summary>Leads a row of any layer back to the line of its file, and tells what was done to each of its cells.</summary>
public sealed class RowStories(ILakehouse lakehouse, ITableAccess access, IDbContextFactory<KaliStore> stores)
{
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <param name="table">The raw, silver, quarantine or gold table the row was seen in.</param>
    /// <param name="rowId">Its <c>_row_id</c>.</param>
    /// <param name="actor">Who asks; may see the story of rows of tables that may be read, and the file's texts where raw may be read.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<RowStory> OfAsync(TableName table, long rowId, Actor actor, CancellationToken ct)
    {
        if (!DatasetName.TryFrom(table, out var dataset))
            throw new RefusedException($"{table} holds rows of Kali's own, which come from no file.");
        if (!await access.MayReadAsync(actor, table, ct))
            throw new NotAllowedException($"Rows of {table} are shown to those who may read the table.");
        var load = await LoadAsync(dataset, rowId, ct);
        // Rows that reached no further than raw are none of the business of those who may read gold alone.
        var outcome = await OutcomeAsync(dataset, rowId, actor, ct);
        if (!await IsThereAsync(table, rowId, actor, ct))
            throw new NotFoundException($"{table} has no row {rowId} in its newest version.");
        var mayReadRaw = await access.MayReadAsync(actor, dataset.Raw, ct);
        var readings = System.Text.Json.JsonSerializer.Deserialize<ImmutableArray<ColumnReading>>(load.Columns, IngestJson.Options);
        return new RowStory(
            dataset, rowId, new RunId(load.RunId), load.UploadId, load.FileName, load.Sheet, DataLoad.RowOf(rowId), outcome.Outcome, outcome.Reasons, mayReadRaw,
            mayReadRaw ? await CellsAsync(dataset, rowId, readings, ct) : [.. readings.Select(reading => new CellStory(reading.Name, reading.Label, null, [], null))]);
    }

    private async Task<LoadRecord> LoadAsync(DatasetName dataset, long rowId, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var number = DataLoad.LoadOf(rowId);
        return await store.Set<LoadRecord>().AsNoTracking().FirstOrDefaultAsync(load => load.LoadNo == number
                && store.Set<DatasetRecord>().Any(known => known.Id == load.DatasetId && known.Catalog == dataset.Catalog && known.Name == dataset.Name), ct)
            ?? throw new NotFoundException($"No upload of {dataset.Name} brought a row {rowId}.");
    }

    private async Task<(RowOutcome Outcome, string? Reasons)> OutcomeAsync(DatasetName dataset, long rowId, Actor actor, CancellationToken ct)
    {
        if (await access.MayReadAsync(actor, dataset.Quarantine, ct)
            && await OneAsync(dataset.Quarantine, Sql.Of($"SELECT {new SqlName("_reasons")} FROM {dataset.Quarantine} WHERE {RowId} = {rowId}"), ct) is { } held)
            return (RowOutcome.HeldBack, held[0] as string);
        if (await OneAsync(dataset.Gold, Sql.Of($"SELECT {RowId} FROM {dataset.Gold} WHERE {RowId} = {rowId}"), ct) is not null)
            return (RowOutcome.InGold, null);
        return await OneAsync(dataset.Silver, Sql.Of($"SELECT {RowId} FROM {dataset.Silver} WHERE {RowId} = {rowId}"), ct) is not null
            ? (RowOutcome.InSilver, null)
            : (RowOutcome.InRawOnly, null);
    }

    private async Task<bool> IsThereAsync(TableName table, long rowId, Actor actor, CancellationToken ct) =>
        await OneAsync(table, Sql.Of($"SELECT {RowId} FROM {table} WHERE {RowId} = {rowId}"), ct) is not null;

    /// <summary>Asked with Kali's own rights: what the actor may see was decided before.</summary>
    private async Task<object?[]?> OneAsync(TableName table, Sql sql, CancellationToken ct)
    {
        if (await lakehouse.DescribeAsync(table, Actor.System, ct) is null)
            return null;
        await using var result = await lakehouse.QueryAsync(sql, Actor.System, ct);
        await foreach (var row in result.ReadAsync(ct))
            return row;
        return null;
    }

    private async Task<ImmutableArray<CellStory>> CellsAsync(DatasetName dataset, long rowId, ImmutableArray<ColumnReading> readings, CancellationToken ct)
    {
        var received = await StagesAsync(dataset, dataset.Raw, rowId, readings, ct);
        var repairs = await RepairsAsync(dataset, rowId, ct);
        if (repairs.Count == 0)
            return [.. readings.Select((reading, i) => Cell(reading, received[i], received[i], []))];
        var changed = readings.Where(reading => repairs.Contains(reading.Name)).Select(reading => reading.Name).ToImmutableArray();
        var texts = RepairedTexts.Of(
            dataset.Raw, readings.Select(reading => reading.Name).Append(DataLoad.RowId), changed,
            CellChanges.Of(dataset.Repairs, new Column(DataLoad.RowId).EqualTo(new WholeNumber(rowId))));
        var repaired = await StagesAsync(dataset, texts, rowId, readings, ct);
        return [.. readings.Select((reading, i) => Cell(reading, received[i], repaired[i], [.. repairs[reading.Name]]))];
    }

    /// <summary>Of each cell: the text, trimmed, cleaned, without spellings of "no value", and the value as text.</summary>
    private async Task<ImmutableArray<string?[]>> StagesAsync(DatasetName dataset, TableRef texts, long rowId, ImmutableArray<ColumnReading> readings, CancellationToken ct)
    {
        // The same expressions as silver's, asked one after the other, so that the story cannot differ from what was done.
        var cleaned = readings.Select((reading, i) => new[]
        {
            Sql.Of($"{new Column(reading.Name)} AS {Name("raw", i)}"),
            Sql.Of($"{TextCleaning.Trimmed(new Column(reading.Name))} AS {Name("trimmed", i)}"),
            Sql.Of($"{TextCleaning.Clean(new Column(reading.Name))} AS {Name("clean", i)}"),
        }).SelectMany(columns => columns);
        var filled = readings.Select((reading, i) => Sql.Of(
            $"{Case.When(MissingSpellings.Default.Match(new Column(Name("clean", i)), reading.Type), new Missing(DataType.String), new Column(Name("clean", i)))} AS {Name("text", i)}"));
        var shown = readings.Select((reading, i) => new[]
        {
            (Sql)Name("raw", i),
            (Sql)Name("trimmed", i),
            (Sql)Name("clean", i),
            (Sql)Name("text", i),
            Sql.Of($"{TypeReading.Typed(reading, new Column(Name("text", i))).AsText()} AS {Name("value", i)}"),
        }).SelectMany(columns => columns);
        var sql = Sql.Of($"""
            SELECT {shown}
            FROM (SELECT *, {filled} FROM (SELECT {cleaned} FROM {texts} AS texts WHERE {RowId} = {rowId}) AS {new SqlName("cleaned")}) AS {new SqlName("filled")}
            """);
        var row = await OneAsync(dataset.Raw, sql, ct) ?? throw new NotFoundException($"{dataset.Raw} has no row {rowId} any more.");
        return [.. readings.Select((_, i) => row.Skip(i * 5).Take(5).Select(value => value as string).ToArray())];

        static SqlName Name(string what, int i) => new($"{what}_{i}");
    }

    /// <summary>The row's cell changes by column, oldest first.</summary>
    private async Task<ILookup<string, CellChange>> RepairsAsync(DatasetName dataset, long rowId, CancellationToken ct)
    {
        var changes = new List<(string Column, CellChange Change)>();
        if (await lakehouse.DescribeAsync(dataset.Repairs, Actor.System, ct) is not null)
        {
            string[] columns = [CellChanges.ColumnName, CellChanges.Before, CellChanges.After, CellChanges.Repair, "proposed_by_name", "approved_by_name", "reason", "changed_at"];
            await using var result = await lakehouse.QueryAsync(
                Sql.Of($"SELECT {columns.Select(column => (Sql)new SqlName(column))} FROM {dataset.Repairs} AS cell_changes WHERE {RowId} = {rowId} ORDER BY {new SqlName(CellChanges.Repair)}"), Actor.System, ct);
            await foreach (var row in result.ReadAsync(ct))
            {
                changes.Add(((string)row[0]!, new CellChange(Layer.Silver, "repaired", row[1] as string, row[2] as string)
                {
                    Repair = new CellRepairStory((long)row[3]!, row[4] as string ?? "", row[5] as string ?? "", row[6] as string, (DateTimeOffset)row[7]!),
                }));
            }
        }
        return changes.ToLookup(change => change.Column, change => change.Change);
    }

    /// <param name="received">The stages of the file's text.</param>
    /// <param name="stages">Those of the text that silver is made from: the same, or what a repair put in its place.</param>
    private static CellStory Cell(ColumnReading reading, string?[] received, string?[] stages, ImmutableArray<CellChange> repairs)
    {
        var changes = ImmutableArray.CreateBuilder<CellChange>();
        Clean(received);
        if (!repairs.IsEmpty)
        {
            changes.AddRange(repairs);
            Clean(stages);
        }
        var (clean, text, value) = (stages[2], stages[3], stages[4]);
        if (clean is not null && text is null)
            changes.Add(new CellChange(Layer.Silver, "missing", clean, null));
        if (text is not null && value is null)
            changes.Add(new CellChange(Layer.Silver, "not-fitting", text, null));
        else if (text is not null && reading.Type != DataType.String)
            changes.Add(new CellChange(Layer.Silver, "typed", text, value));
        return new CellStory(reading.Name, reading.Label, received[0], changes.ToImmutable(), value);

        void Clean(string?[] of)
        {
            if (of[0] is not null && of[1] != of[0])
                changes.Add(new CellChange(Layer.Silver, "trimmed", of[0], of[1]));
            if (of[0] is not null && of[2] != of[1])
                changes.Add(new CellChange(Layer.Silver, "normalised", of[1], of[2]));
        }
    }
}
