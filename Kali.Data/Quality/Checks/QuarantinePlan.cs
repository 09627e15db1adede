using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The rows of a load that are held back: as raw has them, with the reasons.</summary>
/// <param name="Schema">Quarantine's columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record QuarantinePlan(TableSchema Schema, Sql Rows)
{
    /// <summary>The column of quarantine that tells when a row was held back.</summary>
    public const string HeldAt = "held_at";

    private static readonly SqlName RowId = new(DataLoad.RowId);
    private static readonly ImmutableArray<ColumnSchema> Origin =
    [
        new("_upload_id", DataType.String),
        new("_file", DataType.String),
        new("_sheet", DataType.String),
        new("_row", DataType.Long),
        new(DataLoad.RowId, DataType.Long, IsNullable: false),
    ];

    /// <param name="load">The load.</param>
    /// <param name="raw">Raw, at the version that has it.</param>
    /// <param name="subject">The silver rows that were checked.</param>
    /// <param name="report">What the checks found; a rule without failing rows takes no part.</param>
    /// <param name="heldAt">When.</param>
    /// <param name="findings">The findings in the place of those that the report tells of.</param>
    /// <returns>Null when no row is held back.</returns>
    public static QuarantinePlan? For(DataLoad load, TableRef raw, CheckSubject subject, CheckReport report, DateTimeOffset heldAt, TableRef? findings = null)
    {
        var broken = report.Results.Where(result => result is { Failing: > 0, Outcome: not CheckOutcome.CouldNotRun } && result.Rule.Kind.IsAboutRows).ToList();
        if (!report.HoldsRowsBack)
            return null;
        var rules = PreparedRule.All(broken.Select(result => result.Rule), subject);
        var stopping = new AnyOf([.. rules.Where(rule => rule.Rule.HoldsRowsBack).Select(rule => new ColumnOf(new SqlName("flagged"), FailingRowsQuery.Flag(rule)))]).Surely();
        var flagged = rules.IsEmpty ? Sql.Of($"SELECT {RowId} FROM {subject.Table} AS no_rows WHERE {new Truth(false)}") : FailingRowsQuery.Of(subject, rules);
        var columns = load.Readings.Select(reading => reading.Name).Concat(Origin.Select(column => column.Name))
            .Select(column => (Sql)new ColumnOf("raw_rows", column));
        var held = report.Findings is { HoldsRowsBack: true, Version: { } version } ? findings ?? load.Dataset.Findings.At(version) : null;
        // What a rule says already needs no second reason.
        var (isFound, found, join) = held is null
            ? (Sql.Of($"FALSE"), (SqlExpression)new Missing(DataType.String), Sql.Empty)
            : (Sql.Of($"found.{RowId} IS NOT NULL"), new ColumnOf("found", "reason"), Sql.Of($"LEFT JOIN ({Found(load, held)}) AS found ON raw_rows.{RowId} = found.{RowId}"));
        var rows = Sql.Of($"""
            SELECT {columns}, {Reasons(rules, held is null ? found : Case.When(stopping.Not(), found))} AS {new SqlName("_reasons")}, {RuleValue.Instant(heldAt)} AS {new SqlName(HeldAt)}
            FROM {raw} AS raw_rows
            {(held is null ? Sql.Empty : Sql.Of($"LEFT "))}JOIN ({flagged}) AS flagged ON raw_rows.{RowId} = flagged.{RowId} {join}
            WHERE raw_rows.{RowId} >= {new WholeNumber(load.FirstRowId)} AND raw_rows.{RowId} < {new WholeNumber(load.FirstRowId + DataLoad.IdsPerLoad)} AND ({stopping} OR {isFound})
            """);
        return new QuarantinePlan(SchemaOf(load), rows);
    }

    public static TableSchema SchemaOf(DataLoad load) => new(
    [
        .. load.Readings.Select(reading => new ColumnSchema(reading.Name, DataType.String, Label: reading.Label)),
        .. Origin,
        new ColumnSchema("_reasons", DataType.String),
        new ColumnSchema(HeldAt, DataType.Timestamp),
    ]);

    /// <summary>A JSON array of <c>{rule, name, severity, column, observed, expected}</c>: every rule the row breaks, not only those that hold it back.</summary>
    private static SqlExpression Reasons(ImmutableArray<PreparedRule> rules, SqlExpression found)
    {
        var reasons = rules.Select(SqlExpression (rule) => Case.When(new ColumnOf(new SqlName("flagged"), FailingRowsQuery.Flag(rule)), new JsonObject(
        [
            ("rule", new Constant(rule.Rule.Id.ToString())),
            ("name", new Constant(rule.Rule.Name)),
            ("severity", new Constant(rule.Rule.Severity.ToString())),
            ("column", new Constant(string.Join(", ", MarkedColumns(rule)))),
            ("observed", Observed(rule)),
            ("expected", new Constant(Expected(rule))),
        ])));
        return SqlExpression.Call(
            SqlFunction.Concat, new Constant("["), SqlExpression.Call(SqlFunction.ConcatPresent, [new Constant(","), .. reasons, found]), new Constant("]"));
    }

    /// <summary>Rows with a confirmed finding, each with one of them as a reason; two columns that have each other's values are one reason.</summary>
    private static Sql Found(DataLoad load, TableRef findings)
    {
        var isSwapped = new Column(FindingTable.Detector).EqualTo(new Constant(DetectorFacts.Code(DetectorKind.SwappedColumns)));
        SqlExpression Both(SqlName one, SqlName other, string between) =>
            Case.When(isSwapped, SqlExpression.Call(SqlFunction.ConcatPresent, new Constant(between), new Column(one), new Column(other)), new Column(one));
        var reason = new JsonObject(
        [
            ("name", new Column(FindingTable.Detector)),
            ("severity", new Constant(nameof(Severity.Stops))),
            ("column", Both(FindingTable.ColumnName, FindingTable.Basis, HeldReason.Between)),
            ("observed", Both(FindingTable.Value, FindingTable.Proposal, " · ")),
            ("expected", Both(FindingTable.Proposal, FindingTable.Value, " · ")),
        ]);
        return Sql.Of($"SELECT {RowId}, {new Aggregate(AggregateFunction.Min, reason)} AS reason FROM {findings} AS found_cells WHERE {load.Rows} AND {FindingTable.HoldsBack} GROUP BY {RowId}");
    }

    internal static ImmutableArray<string> MarkedColumns(PreparedRule rule) => rule.Test switch
    {
        RuleTest.Cells { Marked: { } marked } => [marked],
        RuleTest.Keys keys => keys.Columns,
        RuleTest.Reference reference => [.. reference.Pairs.Select(pair => pair.Column)],
        RuleTest.Outliers outliers => [outliers.Column],
        _ => rule.Rule.Columns,
    };

    internal static string Expected(PreparedRule rule) => rule.Test switch
    {
        RuleTest.Cells cells => cells.Expected,
        RuleTest.Reference reference => reference.Expected,
        RuleTest.Outliers outliers => outliers.Expected,
        _ => "1×",
    };

    /// <summary>The text of the file, not what became of it.</summary>
    private static SqlExpression Observed(PreparedRule rule)
    {
        var columns = MarkedColumns(rule).Select(SqlExpression (column) => new ColumnOf("raw_rows", column)).ToList();
        return columns.Count switch
        {
            0 => new Missing(DataType.String),
            1 => columns[0],
            _ => SqlExpression.Call(SqlFunction.ConcatPresent, [new Constant(" · "), .. columns]),
        };
    }
}
