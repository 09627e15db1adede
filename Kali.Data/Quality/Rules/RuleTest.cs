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

    /// <summary>Rows whose key another row has too.</summary>
    /// <param name="Keys">The key's columns.</param>
    /// <param name="MissingIsAValue">Whether a missing part is a value like any other; else such rows have no key and are not looked at.</param>
    public sealed record Keys(ImmutableArray<string> Columns, bool MissingIsAValue) : RuleTest;

    /// <summary>Rows whose value stands nowhere in a column of another table; missing values are not looked at.</summary>
    public sealed record Reference(string Column, TableRef Table, string ReferenceColumn) : RuleTest;

    /// <summary>A verdict on the rows as a whole: computed from their number, from how many the condition holds for, or from an aggregate.</summary>
    public sealed record Whole(SqlExpression? Counted, SqlExpression? Measured, Func<WholeFacts, WholeVerdict> Judge) : RuleTest;

    /// <summary>It cannot run on this table.</summary>
    public sealed record Impossible(Obstacle Obstacle) : RuleTest;
}

/// <summary>What was counted for a rule about the whole.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Counted">Rows for which the condition held.</param>
/// <param name="Measured">The aggregate.</param>
internal sealed record WholeFacts(long Rows, long Counted, object? Measured);

/// <param name="Holds">Whether the rule holds.</param>
/// <param name="Failing">Rows that speak against it, where it can be said in rows.</param>
/// <param name="Observed">What was found, in a notation free of language.</param>
/// <param name="Expected">What would have been right.</param>
internal sealed record WholeVerdict(bool Holds, long? Failing, string Observed, string Expected);
