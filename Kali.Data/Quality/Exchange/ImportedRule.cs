using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>What became of one rule of a file.</summary>
/// <param name="Place">Where it stands: <c>check 3</c>, <c>orders.email</c>.</param>
/// <param name="Title">What the file calls it, or the words it begins with.</param>
/// <param name="Fidelity">How much of it arrived.</param>
/// <param name="Remarks">What differs, or why it was refused.</param>
/// <param name="Rule">The rule; null when refused.</param>
public sealed record ImportedRule(string Place, string Title, Fidelity Fidelity, ImmutableArray<Remark> Remarks, Rule? Rule);
