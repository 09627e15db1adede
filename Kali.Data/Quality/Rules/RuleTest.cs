using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A rule made ready for one table.</summary>
internal abstract record RuleTest
{
    private RuleTest() { }

    /// <summary>A condition that is true for rows that break the rule.</summary>
    /// <param name="Fails">True, false or unknown; only true fails.</param>
    /// <param name="Marked">The column whose cell is marked.</param>
    /// <param name="Expected">What would have been right, in a notation free of language.</param>
    public sealed record Cells(SqlExpression Fails, string? Marked, string Expected) : RuleTest;

    /// <summary>Rows whose key another row has too; with <paramref name="Judge"/>, only how many there are.</summary>
    /// <param name="Columns">The key's columns.</param>
    /// <param name="MissingIsAValue">Whether a missing part is a value like any other; else such rows have no key and are not looked at.</param>
    /// <param name="Judge">For rules about the share of such rows, which are what is counted; else each of them breaks the rule.</param>
    public sealed record Keys(ImmutableArray<string> Columns, bool MissingIsAValue, Func<WholeFacts, WholeVerdict>? Judge = null) : RuleTest
    {
        /// <summary>Columns whose values make groups: a key is compared within its group, and a missing group is one like any other.</summary>
        public ImmutableArray<string> By { get; init; } = [];

        public ImmutableArray<string> All => [.. By.Except(Columns), .. Columns];

        public bool IsNullSafe(string column) => MissingIsAValue || !Columns.Contains(column);
    }

    /// <summary>Rows whose values stand in no row of another table, or with <paramref name="IsForbidden"/> in one.</summary>
    /// <param name="Pairs">Columns here and the columns there they are compared with.</param>
    /// <param name="Table">The other table.</param>
    /// <param name="MissingIsAValue">Whether a missing value equals a missing one; else rows in which one is missing are not looked at.</param>
    /// <param name="IsForbidden">Whether being found is what must not be.</param>
    public sealed record Reference(ImmutableArray<ColumnPair> Pairs, TableRef Table, bool MissingIsAValue, bool IsForbidden) : RuleTest
    {
        public string Expected => $"{(IsForbidden ? "∉" : "∈")} {Table.Shown}.{string.Join(", ", Pairs.Select(pair => pair.There))}";
    }

    /// <summary>Rows whose number lies further from the middle of all than is usual.</summary>
    /// <param name="Column">A column of numbers.</param>
    /// <param name="Method">What the middle and the usual distance are.</param>
    /// <param name="MostDistances">How many usual distances are allowed.</param>
    public sealed record Outliers(string Column, OutlierMethod Method, double MostDistances) : RuleTest
    {
        public string Expected => FormattableString.Invariant($"≤ {MostDistances:0.##} × {(Method == OutlierMethod.Mad ? "MAD" : "σ")}");
    }

    /// <summary>A verdict on the rows as a whole: computed from their number, from how many the condition holds for, and from other figures.</summary>
    /// <param name="Counted">A condition whose rows are counted.</param>
    /// <param name="Measured">Figures over all rows looked at.</param>
    /// <param name="Judge">The verdict.</param>
    public sealed record Whole(SqlExpression? Counted, ImmutableArray<Measure> Measured, Func<WholeFacts, WholeVerdict> Judge) : RuleTest
    {
        public Whole(Func<WholeFacts, WholeVerdict> judge, params ImmutableArray<Measure> measured) : this(null, measured, judge) { }

        /// <summary>A figure about how often each value stands.</summary>
        public Tally? Tally { get; init; }

        /// <summary>Single values from other tables, each a query of its own inside the statement.</summary>
        public ImmutableArray<Sql> Elsewhere { get; init; } = [];
    }

    /// <summary>A statement a steward wrote: judged by the rows it gives, read apart from everything else.</summary>
    public sealed record Query(string Text, Func<QueryFacts, WholeVerdict> Judge) : RuleTest;

    /// <summary>It cannot run on this table.</summary>
    public sealed record Impossible(Obstacle Obstacle) : RuleTest;
}

/// <summary>A column here and the one it is compared with there.</summary>
public sealed record ColumnPair(string Column, string There);

/// <summary>An aggregate over the rows a rule looks at.</summary>
/// <param name="Operands">What is read of each row; NULL where the rule's filter does not hold.</param>
/// <param name="Figure">The aggregate of the operands, which stand under other names then.</param>
internal sealed record Measure(ImmutableArray<SqlExpression> Operands, Func<ImmutableArray<SqlExpression>, SqlExpression> Figure)
{
    public static Measure Of(AggregateFunction function, SqlExpression operand) => new([operand], operands => new Aggregate(function, operands[0]));

    /// <summary>As a double, whatever the engine's type of the aggregate is.</summary>
    public static Measure NumberOf(AggregateFunction function, SqlExpression operand) => new([operand], operands => new Aggregate(function, operands[0]).CastTo(DataType.Double));
}

/// <summary>A figure about how often each value stands among the rows a rule looks at.</summary>
/// <param name="By">The value.</param>
/// <param name="Figure">From the counted values, a query with the columns <c>value</c> and <c>n</c>, to a query with one value.</param>
internal sealed record Tally(SqlExpression By, Func<Sql, Sql> Figure);

/// <summary>What was counted for a rule about the whole.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Counted">Rows for which the condition held.</param>
/// <param name="Measured">The aggregates.</param>
internal sealed record WholeFacts(long Rows, long Counted, ImmutableArray<object?> Measured)
{
    public object? Tallied { get; init; }

    public ImmutableArray<object?> Elsewhere { get; init; } = [];

    public double? Number(int measure) => CheckCounts.Real(Measured[measure]);
}

/// <summary>What a steward's statement gave.</summary>
/// <param name="Rows">How many rows, counted no further than it is read.</param>
/// <param name="First">The first value of the first row.</param>
internal sealed record QueryFacts(long Rows, object? First);

/// <param name="Holds">Whether the rule holds.</param>
/// <param name="Failing">Rows that speak against it, where it can be said in rows.</param>
/// <param name="Observed">What was found, in a notation free of language.</param>
/// <param name="Expected">What would have been right.</param>
internal sealed record WholeVerdict(bool Holds, long? Failing, string Observed, string Expected);
