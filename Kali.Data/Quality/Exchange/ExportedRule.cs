using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>What became of one rule in a file for others.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Fidelity">How much of it arrived.</param>
/// <param name="Remarks">What the format cannot say, or why the rule is not in the file.</param>
public sealed record ExportedRule(Rule Rule, Fidelity Fidelity, ImmutableArray<Remark> Remarks);
