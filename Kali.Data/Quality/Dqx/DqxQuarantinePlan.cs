using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality.Exchange;

namespace Kali.Data.Quality;

/// <summary>The rows of a load that break a rule, as silver has them, with what each rule says of them: an array of structs for those that hold rows back, and one for those that warn.</summary>
/// <param name="Schema">The table's columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record DqxQuarantinePlan(TableSchema Schema, Sql Rows)
{
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <param name="load">The load.</param>
    /// <param name="subject">Its rows of silver.</param>
    /// <param name="report">What the checks found.</param>
    /// <param name="run">The run, as the summary metrics name it.</param>
    /// <param name="at">When it was checked.</param>
    /// <returns>Null when no row breaks a rule or has a finding that holds it back.</returns>
    public static DqxQuarantinePlan? For(DataLoad load, CheckSubject subject, CheckReport report, string run, DateTimeOffset at)
    {
        var broken = report.Results.Where(result => result is { Failing: > 0, Outcome: not CheckOutcome.CouldNotRun, Rule: { Kind.IsAboutRows: true, Severity: not Severity.Notes } }).ToList();
        var findings = report.Findings is { HoldsRowsBack: true, Version: { } version } ? load.Dataset.Findings.At(version) : null;
        if (broken.Count == 0 && findings is null)
            return null;
        var rules = PreparedRule.All(broken.Select(result => result.Rule), subject);
        var said = new Saying(new ExchangeSubject(load.Dataset, subject.Rules), run, at, RuleSets.Of(report.Results.Select(result => result.Rule)), load);
        var errors = rules.Where(rule => rule.Rule.Severity == Severity.Stops).Select(said.Of).ToList();
        if (findings is not null)
            errors.Add(said.OfFinding());
        var schema = DqxLayout.Quarantine(load.Readings);
        var columns = SilverPlan.SchemaOf(load.Readings).Columns.Select(column => (Sql)new ColumnOf("silver_rows", column.Name));
        var silverRow = new ColumnOf("silver_rows", DataLoad.RowId);
        Sql[] found =
        [
            rules.IsEmpty ? Sql.Empty : Sql.Of($" LEFT JOIN ({FailingRowsQuery.Of(subject, rules)}) AS flagged ON {silverRow} = flagged.{RowId}"),
            findings is null ? Sql.Empty : Sql.Of($" LEFT JOIN ({Found(load, findings)}) AS found ON {silverRow} = found.{RowId}"),
        ];
        var isTold = new AnyOf([.. rules.IsEmpty ? [] : new[] { new ColumnOf("flagged", DataLoad.RowId).IsNotNull() }, .. findings is null ? [] : new[] { new ColumnOf("found", DataLoad.RowId).IsNotNull() }]);
        return new DqxQuarantinePlan(schema, Sql.Of($"""
            SELECT {columns}, {Together(errors)} AS {new SqlName(DqxLayout.Errors)}, {Together([.. rules.Where(rule => rule.Rule.Severity == Severity.Warns).Select(said.Of)])} AS {new SqlName(DqxLayout.Warnings)}
            FROM {subject.Table} AS silver_rows{Sql.Join("", found)}
            WHERE {silverRow.AtLeast(new WholeNumber(load.FirstRowId))} AND {silverRow.LessThan(new WholeNumber(load.FirstRowId + DataLoad.IdsPerLoad))} AND {isTold}
            """));
    }

    /// <summary>NULL where nothing is wrong, as DQX has it.</summary>
    private static SqlExpression Together(List<(SqlExpression When, SqlExpression Item)> items) => items.Count == 0
        ? new Missing(DqxLayout.Items)
        : Case.When(new AnyOf([.. items.Select(item => item.When)]), new PresentItems([.. items.Select(item => (SqlExpression)Case.When(item.When, item.Item))]).CastTo(DqxLayout.Items));

    /// <summary>Rows with a confirmed finding, each with one of them in words.</summary>
    private static Sql Found(DataLoad load, TableRef findings)
    {
        var words = SqlExpression.Call(SqlFunction.ConcatPresent, new Constant(": "), new Column(FindingTable.Detector), new Column(FindingTable.ColumnName), new Column(FindingTable.Value));
        return Sql.Of($"SELECT {RowId}, {new Aggregate(AggregateFunction.Min, words)} AS {Saying.Finding} FROM {findings} AS found_cells WHERE {load.Rows} AND {FindingTable.HoldsBack} GROUP BY {RowId}");
    }

    /// <summary>What is said of a row, as one item of the array.</summary>
    private sealed class Saying(ExchangeSubject subject, string run, DateTimeOffset at, string ruleSet, DataLoad load)
    {
        public static readonly SqlName Finding = new("finding");

        private readonly Dictionary<string, string> _labels = load.Readings.ToDictionary(reading => reading.Name, reading => reading.Label.Length > 0 ? reading.Label : reading.Name);

        public (SqlExpression When, SqlExpression Item) Of(PreparedRule rule)
        {
            var check = DqxCheck.Of(rule.Rule, subject).Items[0];
            var columns = QuarantinePlan.MarkedColumns(rule);
            return (new ColumnOf(new SqlName("flagged"), FailingRowsQuery.Flag(rule)), Item(
                rule.Rule.Name, Message(rule, columns), columns, check.Filter, check.Function, check.Words, rule.Rule.Fingerprint));
        }

        public (SqlExpression When, SqlExpression Item) OfFinding() =>
            (new ColumnOf("found", DataLoad.RowId).IsNotNull(), Item("finding", new ColumnOf(new SqlName("found"), Finding), [], null, "kali_finding", [], fingerprint: null));

        private SqlExpression Message(PreparedRule rule, ImmutableArray<string> columns)
        {
            var demand = new Constant(RuleWords.English.Demand(rule.Rule, column => _labels.GetValueOrDefault(column, column)));
            // Text that did not fit its type is missing in silver: what was found stands in quarantine.
            if (columns.IsEmpty || rule.Rule.Kind is FitsType)
                return demand;
            var found = columns.Select(SqlExpression (column) => new ColumnOf("silver_rows", column).AsText()).ToImmutableArray();
            return SqlExpression.Call(SqlFunction.ConcatPresent, [new Constant("; found: "), demand, found is [var one] ? one : SqlExpression.Call(SqlFunction.ConcatPresent, [new Constant(" · "), .. found])]);
        }

        private StructOf Item(
            string name, SqlExpression message, ImmutableArray<string> columns, string? filter, string function, ImmutableArray<(string Name, string Value)> words, string? fingerprint) => new(
        [
            ("name", new Constant(name)),
            ("message", message),
            ("columns", columns.IsEmpty ? new Missing(DqxLayout.ColumnNames) : new PresentItems([.. columns.Select(column => (SqlExpression)new Constant(column))])),
            ("filter", Constant.TextOrMissing(filter)),
            ("function", new Constant(function)),
            ("run_time", RuleValue.Instant(at)),
            ("run_id", new Constant(run)),
            ("user_metadata", DqxChecksPlan.Words(words)),
            ("rule_fingerprint", Constant.TextOrMissing(fingerprint)),
            ("rule_set_fingerprint", new Constant(ruleSet)),
            ("skipped", new Truth(false)),
        ]);
    }
}
