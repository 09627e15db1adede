using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// Defects of an upload as a whole: rows lost, a column a third empty, days of last year. Silver as it would be is a query in the place of a table,
/// and all rules say what they would do to the gate.
/// </summary>
internal sealed class UploadTrial(Checks checks, CheckSubject subject, DataLoad load, ImmutableArray<Rule> rules, ImmutableArray<Rule> closing, Actor worker)
{
    public async Task<ImmutableArray<(BiteResult Result, ImmutableArray<(Rule Rule, CheckResult Before)> Closing)>> RunAsync(CancellationToken ct)
    {
        var all = rules.AddRange(closing);
        var before = (await checks.RunAsync(CheckPlan.For(subject, all), worker, ct)).Results.ToDictionary(result => result.Rule.Id);
        var told = ImmutableArray.CreateBuilder<(BiteResult, ImmutableArray<(Rule, CheckResult)>)>();
        var moments = load.Readings.Where(reading => reading.Format is ValueFormat.Date or ValueFormat.Timestamp).Select(reading => reading.Name).ToImmutableArray();
        await TryAsync(DefectKind.RowsLost, [null], Sql.Of($"SELECT * FROM {subject.Table} AS every_row WHERE {new AnyOf(load.Rows.Not(), IsOneOf(2, 0))}"));
        await TryAsync(DefectKind.ManyMissing, [.. load.Readings.Select(reading => reading.Name)], Changed((column, index) => Case.When(new AllOf(load.Rows, IsOneOf(3, index)), new Missing(column.Type), new Column(column.Name))));
        if (!moments.IsEmpty)
            await TryAsync(DefectKind.StaleDates, [.. moments], Changed((column, _) => moments.Contains(column.Name) ? Case.When(load.Rows, AYearBefore(column), new Column(column.Name)) : new Column(column.Name)));
        return told.ToImmutable();

        async Task TryAsync(DefectKind kind, ImmutableArray<string?> columns, Sql planted)
        {
            var after = await checks.RunAsync(CheckPlan.For(subject with { Table = new TableRef.Derived(planted, "silver with a defect") }, all), worker, ct);
            foreach (var column in columns)
            {
                var worse = after.Results.Where(result => IsWorse(before[result.Rule.Id], result) && (column is null || result.Rule.Columns.Contains(column))).ToList();
                var noticed = worse.Where(result => rules.Contains(result.Rule)).ToList();
                var isCaught = noticed.Count > 0 ? 1 : 0;
                var stops = noticed.Exists(result => result.Outcome == CheckOutcome.Failed) ? 1 : 0;
                told.Add((
                    new BiteResult(kind, column, null, 1, 0, isCaught, stops, 0, isCaught, [.. noticed.Select(result => result.Rule.Name)], []),
                    [.. worse.Where(result => closing.Contains(result.Rule)).Select(result => (result.Rule, before[result.Rule.Id]))]));
            }
        }
    }

    private static bool IsWorse(CheckResult before, CheckResult after) =>
        before.Outcome != CheckOutcome.CouldNotRun && after.Outcome is CheckOutcome.Warned or CheckOutcome.Failed && after.Outcome > before.Outcome;

    private Sql Changed(Func<ColumnSchema, int, SqlExpression> change)
    {
        var own = load.Readings.Select(reading => reading.Name).ToList();
        var columns = subject.Schema.Columns.Select(column => own.IndexOf(column.Name) is >= 0 and var index
            ? Sql.Of($"{change(column, index)} AS {new SqlName(column.Name)}")
            : Sql.Of($"{new SqlName(column.Name)}"));
        return Sql.Of($"SELECT {columns} FROM {subject.Table} AS every_row");
    }

    private static SqlExpression IsOneOf(long every, long first) =>
        SqlExpression.Call(SqlFunction.Remainder, new Arithmetic(ArithmeticOperator.Add, new Column(DataLoad.RowId), new WholeNumber(first)), new WholeNumber(every)).EqualTo(new WholeNumber(0));

    /// <summary>The same day of the year before; of the 29th of February nothing.</summary>
    private static SqlExpression AYearBefore(ColumnSchema column)
    {
        var isInstant = column.Type == DataType.Timestamp;
        var text = (isInstant ? new LocalTimeOf(new Column(column.Name), "UTC") : (SqlExpression)new Column(column.Name)).AsText();
        var year = SqlExpression.Call(SqlFunction.Substring, text, new WholeNumber(1), new WholeNumber(4)).TryCastTo(DataType.Long);
        var before = SqlExpression.Call(
            SqlFunction.Concat,
            SqlExpression.Call(SqlFunction.PadLeft, new Arithmetic(ArithmeticOperator.Subtract, year, new WholeNumber(1)).AsText(), new WholeNumber(4), new Constant("0")),
            SqlExpression.Call(SqlFunction.Substring, text, new WholeNumber(5), new WholeNumber(64)));
        return isInstant ? new InstantOf(before.TryCastTo(DataType.TimestampNtz), "UTC") : before.TryCastTo(column.Type);
    }
}
