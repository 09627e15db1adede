using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>What was repaired last time, told of a file before anything of it is loaded: the recipes whose trouble its rows have again, counted over all of them.</summary>
public sealed class UploadRecipes
{
    /// <summary>Texts that are looked at in one statement.</summary>
    private const int AtOnce = 2_000;

    private static readonly SqlName RowId = new(DataLoad.RowId);
    private readonly Recipes _recipes;
    private readonly Intakes _intakes;
    private readonly ILakehouse _lakehouse;
    private readonly KaliOptions _kali;
    private readonly TimeProvider _time;

    internal UploadRecipes(Recipes recipes, Intakes intakes, ILakehouse lakehouse, KaliOptions kali, TimeProvider time) =>
        (_recipes, _intakes, _lakehouse, _kali, _time) = (recipes, intakes, lakehouse, kali, time);

    /// <summary>Recipes that would change cells of the file; none for a new dataset, one that the actor does not repair, or a file that is still coming.</summary>
    /// <param name="intake">The part.</param>
    /// <param name="columns">How its columns are read, in the order of the file.</param>
    public async Task<ImmutableArray<RecipeOffer>> OffersAsync(Intake intake, ImmutableArray<ColumnReading> columns, Actor actor, CancellationToken ct)
    {
        if (intake.Draft is { Diff: null } or { Part: null } || columns.IsEmpty || await KnownAsync(intake, actor, ct) is not { IsEmpty: false } known)
            return [];
        var read = columns.Index().Where(column => known.Any(recipe => recipe.Edits.Any(edit => Reads(edit, column.Item)))).ToImmutableArray();
        if (read.IsEmpty)
            return [];
        var counts = known.ToDictionary(recipe => recipe.Id, _ => (Cells: 0L, Rows: 0L));
        var rows = await _intakes.TuplesAsync(intake, [.. read.Select(column => column.Index)], AtOnce, texts => CountAsync(texts, [.. read.Select(column => column.Item)], known, counts, ct), actor, ct);
        return [.. known.Where(recipe => counts[recipe.Id].Cells > 0).Select(recipe => new RecipeOffer(recipe, counts[recipe.Id].Cells, counts[recipe.Id].Rows, rows))];
    }

    private async Task<ImmutableArray<Recipe>> KnownAsync(Intake intake, Actor actor, CancellationToken ct)
    {
        try
        {
            return [.. (await _recipes.OfAsync(new DatasetName(_kali.Catalog, intake.Draft.Dataset), actor, ct)).Where(recipe => recipe.IsOn)];
        }
        catch (KaliException fault) when (fault is NotAllowedException or NotFoundException)
        {
            return [];
        }
    }

    /// <summary>What an edit looks at: its own column, and those that its formula may name.</summary>
    private static bool Reads(RepairEdit edit, ColumnReading column) => edit.Column == column.Name
        || edit is RepairEdit.Formula formula && (Names(formula.Expression, column) || Names(formula.Where ?? "", column));

    private static bool Names(string expression, ColumnReading column) =>
        expression.Contains(column.Name, StringComparison.OrdinalIgnoreCase) || (column.Label.Length > 0 && expression.Contains(column.Label, StringComparison.OrdinalIgnoreCase));

    /// <summary>What holds of a text holds of all rows that have it.</summary>
    private async Task CountAsync(IReadOnlyList<TextTuple> texts, ImmutableArray<ColumnReading> columns, ImmutableArray<Recipe> known, Dictionary<long, (long Cells, long Rows)> counts, CancellationToken ct)
    {
        var table = Table(texts, columns);
        var plan = new RepairPlan(
            table, new TableSchema([.. columns.Select(column => new ColumnSchema(column.Name, DataType.String, Label: column.Label))]), _time.GetUtcNow(),
            new RepairRows(default, HasQuarantine: false, HasFindings: false) { Only = table });
        foreach (var recipe in known)
        {
            // What a detector will find is not known before it has looked.
            if (plan.Changes([.. recipe.Edits.Where(edit => edit is not RepairEdit.Proposals && Covers(edit, columns))], 0) is not { } changes)
                continue;
            await using var result = await _lakehouse.QueryAsync(Sql.Of($"SELECT {RowId}, count(*) AS cells FROM ({changes}) AS all_changes GROUP BY {RowId}"), Actor.System, ct);
            await foreach (var row in result.ReadAsync(ct))
            {
                var (cells, rows) = (CheckCounts.Number(row[1]), texts[(int)CheckCounts.Number(row[0])].Rows);
                counts[recipe.Id] = (counts[recipe.Id].Cells + cells * rows, counts[recipe.Id].Rows + rows);
            }
        }
    }

    /// <summary>Whether the file has the column at all.</summary>
    private static bool Covers(RepairEdit edit, ImmutableArray<ColumnReading> columns) => columns.Any(column => column.Name == edit.Column);

    /// <summary>The texts in the place of a table, each under its number.</summary>
    private static TableRef.Derived Table(IReadOnlyList<TextTuple> texts, ImmutableArray<ColumnReading> columns)
    {
        var names = columns.Select(column => new SqlName(column.Name)).Append(RowId);
        var rows = texts.Index().Select(text => Sql.Of($"({text.Item.Cells.Select(cell => (Sql)new Constant(cell).AsText()).Append(new WholeNumber(text.Index))})"));
        return new TableRef.Derived(Sql.Of($"SELECT * FROM (VALUES {rows}) AS texts_of_the_file({names})"), "the rows of the file");
    }
}
