using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Where the marks of a table's rows come from: what quarantine keeps, silver's texts that did not fit, and rules that let rows pass.</summary>
/// <param name="Held">Quarantine; null where it is not there or not read.</param>
/// <param name="HasNotFitting">Whether the table says which texts did not fit.</param>
/// <param name="Subject">The table looked at.</param>
/// <param name="Warning">Rules that mark and do not hold back.</param>
internal sealed record PreviewMarks(TableRef? Held, bool HasNotFitting, CheckSubject Subject, ImmutableArray<PreparedRule> Warning)
{
    private static readonly SqlName RowId = new(DataLoad.RowId);
    private static readonly SqlName Reasons = new("_reasons");

    private Sql Nothing => Sql.Of($"SELECT {RowId} FROM {Subject.Table} AS no_rows WHERE {new Truth(false)}");

    public bool IsNone => Held is null && !HasNotFitting && Warning.IsEmpty;

    /// <summary>A row id for every marked row; some twice.</summary>
    public Sql RowIds
    {
        get
        {
            var parts = new List<Sql>();
            if (Held is { } held)
                parts.Add(Sql.Of($"SELECT {RowId} FROM {held} AS held_rows"));
            if (HasNotFitting)
                parts.Add(Sql.Of($"SELECT {RowId} FROM {Subject.Table} AS unfit_rows WHERE {new Column(DataLoad.NotFitting).IsNotNull()}"));
            if (!Warning.IsEmpty)
                parts.Add(Sql.Of($"SELECT {RowId} FROM ({FailingRowsQuery.Of(Subject, Warning)}) AS warned_rows"));
            return parts.Count == 0 ? Nothing : Sql.Join(" UNION ALL ", parts);
        }
    }

    /// <summary>A row id for every row that breaks that rule.</summary>
    public Sql RowIdsOf(Guid rule)
    {
        var parts = new List<Sql>();
        if (Held is { } held)
        {
            var says = SqlExpression.Call(SqlFunction.Contains, new Column(Reasons), new Constant(HeldReason.RuleText(rule)));
            parts.Add(Sql.Of($"SELECT {RowId} FROM {held} AS held_rows WHERE {says}"));
        }
        if (Warning.Where(prepared => prepared.Rule.Id == rule).ToImmutableArray() is { IsEmpty: false } warning)
            parts.Add(Sql.Of($"SELECT {RowId} FROM ({FailingRowsQuery.Of(Subject, warning)}) AS warned_rows"));
        return parts.Count == 0 ? Nothing : Sql.Join(" UNION ALL ", parts);
    }

    /// <summary>The marks of these rows.</summary>
    public async Task<ILookup<long, CellMark>> ReadAsync(ILakehouse lakehouse, IReadOnlyCollection<long> rows, Actor actor, CancellationToken ct)
    {
        var marks = new List<(long Row, CellMark Mark)>();
        if (rows.Count == 0 || IsNone)
            return marks.ToLookup(mark => mark.Row, mark => mark.Mark);
        var these = new AllOf(
            new Column(RowId).AtLeast(new WholeNumber(rows.Min())),
            new Column(RowId).AtMost(new WholeNumber(rows.Max())),
            new Column(RowId).In(rows.Select(row => (SqlExpression)new WholeNumber(row))));
        if (Held is { } held)
        {
            await foreach (var row in RowsAsync(lakehouse, Sql.Of($"SELECT {RowId}, {Reasons} FROM {held} AS held_rows WHERE {these}"), actor, ct))
                marks.AddRange(HeldReason.Read(row[1] as string).Select(reason => ((long)row[0]!, reason.ToMark())));
        }
        if (HasNotFitting)
        {
            await foreach (var row in RowsAsync(lakehouse, Sql.Of($"SELECT {RowId}, {new SqlName(DataLoad.NotFitting)} FROM {Subject.Table} AS unfit_rows WHERE {these}"), actor, ct))
                marks.AddRange(NotFitting(row[1] as string).Where(mark => !Has(marks, (long)row[0]!, mark)).ToList().Select(mark => ((long)row[0]!, mark)));
        }
        if (!Warning.IsEmpty)
        {
            await foreach (var row in RowsAsync(lakehouse, Sql.Of($"SELECT * FROM ({FailingRowsQuery.Of(Subject, Warning)}) AS warned_rows WHERE {these}"), actor, ct))
                marks.AddRange(Warned(row).Where(mark => !Has(marks, (long)row[0]!, mark)).ToList().Select(mark => ((long)row[0]!, mark)));
        }
        return marks.ToLookup(mark => mark.Row, mark => mark.Mark);
    }

    /// <summary>Figures over all rows of quarantine: in how many each of these columns is a reason's.</summary>
    public Sql? CountHeld(IEnumerable<string> columns) => Held is not { } held ? null : Sql.Of($"""
        SELECT {columns.Select((column, index) => Sql.Of($"{Count(column)} AS {new SqlName($"marked_{index}")}"))} FROM {held} AS held_rows
        """);

    private static Aggregate Count(string column) => new(
        AggregateFunction.CountIf, new AnyOf([.. HeldReason.ColumnTexts(column).Select(text => SqlExpression.Call(SqlFunction.Contains, new Column(Reasons), new Constant(text)))]));

    private static bool Has(List<(long Row, CellMark Mark)> marks, long row, CellMark mark) =>
        marks.Exists(other => other.Row == row && (mark.RuleId is { } rule ? other.Mark.RuleId == rule : other.Mark.Tier == MarkTier.Confirmed && mark.Columns.All(other.Mark.Columns.Contains)));

    private static IEnumerable<CellMark> NotFitting(string? columns) =>
        (columns ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(column => new CellMark([column], MarkTier.Confirmed, null, null, null, null));

    private IEnumerable<CellMark> Warned(object?[] row) => Warning
        .Where((_, index) => row[index + 1] is true)
        .Select(rule => new CellMark(QuarantinePlan.MarkedColumns(rule), MarkTier.WorthALook, rule.Rule.Id, rule.Rule.Name, null, QuarantinePlan.Expected(rule)));

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ILakehouse lakehouse, Sql sql, Actor actor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(sql, actor, ct);
        await foreach (var row in result.ReadAsync(ct))
            yield return row;
    }
}
