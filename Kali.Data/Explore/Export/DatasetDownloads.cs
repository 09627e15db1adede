using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;

namespace Kali.Data.Explore.Export;

/// <summary>A layer of a dataset as a file for people: the columns of the file under their labels, rows in file order.</summary>
public sealed class DatasetDownloads(ILakehouse lakehouse, Datasets datasets, Rules rules)
{
    /// <summary>Sorting more rows than this would keep a reader waiting for the first byte; they come in the order they are stored, which is the file's but for merges.</summary>
    private const long MostSorted = 2_000_000;

    /// <summary>The rows, to be written by an <see cref="ExportFormat"/> and then disposed.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="layer">The layer; of held-back rows the row in the file and the reasons come along.</param>
    /// <param name="version">The version of the layer's table; null for the newest.</param>
    /// <param name="labelled">Headers as in the file; else technical names.</param>
    /// <param name="culture">The language of the reasons.</param>
    public async Task<ResultSetView> OpenAsync(DatasetName dataset, Layer layer, long? version, bool labelled, CultureInfo culture, Actor actor, CancellationToken ct)
    {
        var found = await datasets.GetAsync(dataset, actor, ct);
        if (!await datasets.MayReadAsync(dataset, layer, actor, ct))
            throw new NotAllowedException($"Your role does not read this layer of {dataset.Name}. Its owner, {found.OwnerName}, can give access.");
        var table = dataset.In(layer).At(version);
        var known = await lakehouse.DescribeAsync(table, actor, ct) ?? throw new NotFoundException($"There is no table {table.Shown} yet, or not that version of it.");
        return layer is Layer.Quarantine
            ? await HeldBackAsync(dataset, table, known, labelled, culture, actor, ct)
            : await RowsAsync(table, known, labelled, actor, ct);
    }

    private async Task<ResultSetView> RowsAsync(TableRef table, TableDescription known, bool labelled, Actor actor, CancellationToken ct)
    {
        var columns = known.Schema.Columns.Where(column => !column.IsSystem).ToImmutableArray();
        var names = columns.Select(column => (Sql)new SqlName(column.Name));
        var rows = await lakehouse.QueryAsync(Sql.Of($"SELECT {names} FROM {table} AS downloaded{Order(known)}"), actor, ct);
        return new ResultSetView(rows, Headers(columns, labelled));
    }

    private async Task<ResultSetView> HeldBackAsync(DatasetName dataset, TableRef table, TableDescription known, bool labelled, CultureInfo culture, Actor actor, CancellationToken ct)
    {
        var isGerman = culture.TwoLetterISOLanguageName == "de";
        var columns = known.Schema.Columns.Where(column => !column.IsSystem && column.Name != QuarantinePlan.HeldAt).ToImmutableArray();
        var names = columns.Select(column => column.Name).Prepend("_row").Prepend("_file").Append("_reasons").Select(name => (Sql)new SqlName(name));
        var rulesById = (await rules.OfAsync(dataset, actor, ct)).ToDictionary(rule => rule.Id);
        var rows = await lakehouse.QueryAsync(Sql.Of($"SELECT {names} FROM {table} AS downloaded{Order(known)}"), actor, ct);
        string[] words = !labelled ? ["_file", "_row", "_reasons"]
            : isGerman ? ["Datei", "Zeile in der Datei", "Warum zurückgehalten"]
            : ["File", "Row in the file", "Why held back"];
        return new ResultSetView(
            new HeldBackRows(rows, reason => Sentence(reason, rulesById, known.Schema, RuleWords.For(culture), isGerman)),
            [words[0], words[1], .. Headers(columns, labelled), words[2]]);
    }

    private static string Sentence(HeldReason reason, Dictionary<Guid, Rule> rules, TableSchema schema, RuleWords words, bool isGerman)
    {
        var demand = reason.Rule is { } id && rules.TryGetValue(id, out var rule)
            ? words.Demand(rule, column => schema.Find(column)?.Shown ?? column)
            : (isGerman ? FindingWords.German : FindingWords.English).NameOf(reason.Name);
        if (reason.Observed is not { Length: > 0 } observed)
            return demand;
        return isGerman ? $"{demand} (in der Datei: {observed})" : $"{demand} (in the file: {observed})";
    }

    private static Sql Order(TableDescription known) =>
        known.RowCount <= MostSorted && known.Schema.Find(DataLoad.RowId) is not null ? Sql.Of($" ORDER BY {new SqlName(DataLoad.RowId)}") : Sql.Empty;

    /// <summary>Labels, made different from each other where a file has a header twice.</summary>
    private static ImmutableArray<string> Headers(ImmutableArray<ColumnSchema> columns, bool labelled)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. columns.Select(column => labelled && taken.Add(column.Shown) ? column.Shown : column.Name)];
    }
}
