using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>What was repaired last time, told of a file before anything of it is loaded: the recipes whose trouble its first rows have again.</summary>
public sealed class UploadRecipes
{
    private readonly Recipes _recipes;
    private readonly RepairTests _tests;
    private readonly KaliOptions _kali;
    private readonly TimeProvider _time;

    internal UploadRecipes(Recipes recipes, RepairTests tests, KaliOptions kali, TimeProvider time) => (_recipes, _tests, _kali, _time) = (recipes, tests, kali, time);

    /// <summary>Recipes that would change cells of the rows shown; none for a new dataset, or one that the actor does not repair.</summary>
    /// <param name="intake">The part.</param>
    /// <param name="preview">Its first rows.</param>
    /// <param name="columns">How its columns are read, in the order of the file.</param>
    public async Task<ImmutableArray<RecipeOffer>> OffersAsync(Intake intake, FilePreview preview, ImmutableArray<ColumnReading> columns, Actor actor, CancellationToken ct)
    {
        if (intake.Draft.Diff is null || preview.Rows.IsEmpty || columns.IsEmpty)
            return [];
        ImmutableArray<Recipe> known;
        try
        {
            known = await _recipes.OfAsync(new DatasetName(_kali.Catalog, intake.Draft.Dataset), actor, ct);
        }
        catch (KaliException fault) when (fault is NotAllowedException or NotFoundException)
        {
            return [];
        }
        var texts = Texts(preview, columns);
        var plan = new RepairPlan(
            texts, new TableSchema([.. columns.Select(column => new ColumnSchema(column.Name, DataType.String, Label: column.Label))]), _time.GetUtcNow(),
            new RepairRows(default, HasQuarantine: false, HasFindings: false) { Only = texts });
        var offers = ImmutableArray.CreateBuilder<RecipeOffer>();
        foreach (var recipe in known.Where(recipe => recipe.IsOn))
        {
            // What a detector will find is not known before it has looked.
            if (plan.Changes([.. recipe.Edits.Where(edit => edit is not RepairEdit.Proposals)], 0) is { } changes && await _tests.CountAsync(changes, ct) is { Cells: > 0 } counts)
                offers.Add(new RecipeOffer(recipe, counts.Cells, counts.Rows));
        }
        return offers.ToImmutable();
    }

    /// <summary>The rows shown, in the place of a table.</summary>
    private static TableRef.Derived Texts(FilePreview preview, ImmutableArray<ColumnReading> columns)
    {
        var names = columns.Select(column => new SqlName(column.Name)).Append(new SqlName(DataLoad.RowId));
        var rows = preview.Rows.Select(row => Sql.Of(
            $"({columns.Select((_, index) => (Sql)new Constant(index < row.Cells.Length ? row.Cells[index] : null).AsText()).Append(new WholeNumber(row.Row))})"));
        return new TableRef.Derived(Sql.Of($"SELECT * FROM (VALUES {rows}) AS shown_rows({names})"), "the first rows of the file");
    }
}
