using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;
using Kali.Data.Engines.Legacy;

namespace Kali.Data.Engines.Probes;

/// <summary>
/// Whatever is done with tables, once each: how rows come in, change and go, older versions, upkeep, definitions. Files of a volume are not among them:
/// a statement that reads one stands for nothing without the file.
/// </summary>
public sealed class TableProbes
{
    private readonly string _catalog;

    private TableProbes(string catalog) => _catalog = catalog;

    /// <param name="catalog">Where the tables are made, in its silver layer.</param>
    public static ImmutableArray<TableProbe> Of(string catalog) => [.. new TableProbes(catalog).All()];

    private IEnumerable<TableProbe> All()
    {
        yield return Probe("a table is made: partitions, labels, comments, a column that needs a value", "made", table => [new ProbeStep.Commit(Described(table))]);
        yield return Probe("rows are appended", "appended", table => [Append(table, (1, "a"), (2, null)), Append(table, (3, "c"))]);
        yield return Probe("rows with a column more", "widened", table => [Append(table, (1, "a")), Widen(table)]);
        yield return Probe("all rows are replaced", "replaced", table => [Append(table, (1, "a"), (2, "b")), Change(table, new TableChange.Overwrite(Rows((3, "c"))))]);
        yield return Probe("some rows are replaced, also by such as do not fit the condition", "replaced_some", table =>
            [Append(table, (1, "a"), (2, "b"), (3, null)), Change(table, new TableChange.Overwrite(Rows((9, "z"), (2, "new")), Id.AtMost(new WholeNumber(2))))]);
        yield return Probe("rows are merged by a key", "merged", table => [Append(table, (1, "a"), (2, "b")), Change(table, new TableChange.Merge(Rows((2, "B"), (3, null)), ["id"]))]);
        yield return Probe("rows are deleted; of what is not known nothing goes", "deleted", table => [Append(table, (1, "a"), (2, "b"), (3, null)), Change(table, new TableChange.Delete(Text.EqualTo(new Constant("a"))))]);
        yield return Probe("cells are changed", "changed", table => [Append(table, (1, "a"), (2, "b")), Change(table, new TableChange.Update([("text", new Constant("${x} 'it' \\n"))], Id.EqualTo(new WholeNumber(2))))]);
        yield return Probe("a table gets other columns", "other_columns", table => [Append(table, (1, "a")), Change(table, new TableChange.Overwrite(Rows((7, "q"))) { ReplacesSchema = true })]);
        yield return Probe("an older version is read", "travelled", table => [Append(table, (1, "a")), Change(table, new TableChange.Delete(Id.EqualTo(new WholeNumber(1))))], table => Sql.Of($"SELECT id, text FROM {table.At(0)}"));
        yield return Probe("an older version comes back", "restored", table => [Append(table, (1, "a")), Change(table, new TableChange.Overwrite(Rows((2, "b")))), new ProbeStep.Restore(0)]);
        yield return Probe("files are put together, their rows in order, and old ones deleted", "tidied", table =>
            [Append(table, (2, "b")), Append(table, (1, "a")), new ProbeStep.Optimize([]), Append(table, (3, "c")), new ProbeStep.Optimize(["id"]), new ProbeStep.Vacuum(TimeSpan.FromDays(7))]);
        yield return Probe("a table is renamed", "renamed_from", table => [Append(table, (1, "a")), new ProbeStep.Rename(Table("renamed"))], _ => Ask(Table("renamed")));
        yield return Probe("a table is dropped and brought back", "dropped", table => [Append(table, (1, "a")), new ProbeStep.Drop(), new ProbeStep.Undrop()]);
        yield return Probe("a table is described", "described", table => [Append(table, (1, "a")), new ProbeStep.Describe()]);
        yield return Probe("names that need quoting", "quoted", table => [new ProbeStep.Commit(Append(table, Sql.Of($"SELECT CAST(1 AS BIGINT) AS {Strange}")))], table => Sql.Of($"SELECT {Strange} FROM {table} WHERE {Strange} = 1"));
        yield return Probe("more columns than statistics are kept of by themselves", "wide", table => [new ProbeStep.Commit(Append(table, Sql.Of($"SELECT {Wide}"))), new ProbeStep.Optimize(["c40"])], table => Sql.Of($"SELECT c1, c40 FROM {table}"));
        yield return Probe("values of every type are kept", "typed", table => [new ProbeStep.Commit(Append(table, Typed))], table => Sql.Of($"SELECT * FROM {table} ORDER BY c0 NULLS LAST"));
        yield return new TableProbe(
            "a text is cleaned by the function of the catalog", LegacyCleaning.FunctionOf(_catalog), [new ProbeStep.MakeFunction()],
            Sql.Of($"SELECT {LegacyCleaning.Function(_catalog, ProbeInput.A)} AS answer FROM {ProbeInput.Texts("<b>Müller</b> &amp; Söhne (Nachtrag) 007", "", null)}"));
    }

    private static Column Id { get; } = new("id");

    private static Column Text { get; } = new("text");

    private static SqlName Strange { get; } = new("größe `x`, \"y\" {z}");

    private static IEnumerable<Sql> Wide => Enumerable.Range(1, 40).Select(n => Sql.Of($"CAST({new WholeNumber(n)} AS BIGINT) AS {new SqlName(FormattableString.Invariant($"c{n}"))}"));

    private static Sql Typed
    {
        get
        {
            (DataType Type, object Value)[] columns =
            [
                (DataType.Long, long.MaxValue), (DataType.Integer, int.MinValue), (DataType.Short, short.MaxValue), (DataType.Byte, (sbyte)-128), (DataType.Double, double.NaN), (DataType.Double, -0.0), (DataType.Float, 0.5f),
                (DataType.Boolean, true), (DataType.DecimalOf(38, 10), 1234567890123456789.0123456789m), (DataType.Date, new DateOnly(1, 1, 1)), (DataType.Date, new DateOnly(9999, 12, 31)),
                (DataType.Timestamp, new DateTimeOffset(2026, 11, 23, 9, 8, 7, 123, 456, TimeSpan.FromHours(2))), (DataType.String, "a b😀e\u0301\\n'${x}"),
            ];
            var nested = new DataType.Array(new DataType.Struct([new("a", DataType.String), new("b", new DataType.Map(DataType.String, DataType.Long, true))]), true);
            var given = Row(columns.Select(column => new Constant(column.Value).CastTo(column.Type))
                .Append(new PresentItems([new StructOf([("a", new Constant("x")), ("b", new MapOf([("k", new WholeNumber(1))]))])]).CastTo(nested)));
            return Sql.Of($"{given} UNION ALL {Row(columns.Select(SqlExpression (column) => new Missing(column.Type)).Append(new Missing(nested)))}");
        }
    }

    private static Sql Row(IEnumerable<SqlExpression> values) => Sql.Of($"SELECT {values.Select((value, place) => Sql.Of($"{value} AS {new SqlName(FormattableString.Invariant($"c{place}"))}"))}");

    private TableName Table(string name) => new(_catalog, "silver_layer", $"kali_probe_{name}");

    private TableProbe Probe(string name, string table, Func<TableName, ImmutableArray<ProbeStep>> steps, Func<TableName, Sql>? ask = null) =>
        new(name, Table(table), steps(Table(table)), (ask ?? Ask)(Table(table)));

    private static Sql Ask(TableName table) => Sql.Of($"SELECT id, text FROM {table} ORDER BY id");

    private static ProbeStep Append(TableName table, params (long Id, string? Text)[] rows) => Change(table, new TableChange.Append(Rows(rows)));

    private static TableCommit Append(TableName table, Sql rows) => new() { Table = table, Change = new TableChange.Append(new RowSource.Query(rows)) };

    private static ProbeStep Change(TableName table, TableChange change) => new ProbeStep.Commit(new TableCommit { Table = table, Change = change, Once = change is TableChange.Merge ? "kali/probe/merged" : null });

    private static RowSource Rows(params (long Id, string? Text)[] rows) => new RowSource.Query(
        Sql.Of($"SELECT {ProbeInput.A} AS id, {ProbeInput.B} AS text FROM {ProbeInput.Of([DataType.Long, DataType.String], [.. rows.Select(row => new object?[] { row.Id, row.Text })])}"));

    private static TableCommit Described(TableName table) => new()
    {
        Table = table,
        Change = new TableChange.Append(Rows((1, "a"), (2, null))),
        Schema = new TableSchema([new("id", DataType.Long, IsNullable: false, Comment: "Tells it's own"), new("text", DataType.String, Label: "Der Text"), new("day", DataType.Date)], ["day"]),
        PartitionValues = ImmutableSortedDictionary<string, object?>.Empty.Add("day", new DateOnly(2026, 11, 23)),
    };

    private static ProbeStep Widen(TableName table) => new ProbeStep.Commit(
        new TableCommit { Table = table, Change = new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT CAST(2 AS BIGINT) AS id, 'b' AS text, TRUE AS flag"))), MayAddColumns = true });
}
