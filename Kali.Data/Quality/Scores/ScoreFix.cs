using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>A few spellings that many failing rows share: what changing them would give back to the score.</summary>
/// <param name="RuleId">The rule they break.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Who answers for it; null when nobody is named.</param>
/// <param name="Column">The column, by its technical name.</param>
/// <param name="Values">The spellings with their rows, most frequent first.</param>
/// <param name="Failing">Rows that break the rule.</param>
/// <param name="Gain">Points they give back.</param>
public sealed record ScoreFix(Guid RuleId, string Name, string? Owner, string Column, ImmutableArray<ValueCount> Values, long Failing, double Gain)
{
    public long Rows => Values.Sum(value => value.Count);

    /// <summary>Points for each spelling that somebody has to decide about.</summary>
    public double GainPerValue => Values.IsEmpty ? 0 : Gain / Values.Length;
}
