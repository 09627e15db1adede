using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>Rules as a file for another system.</summary>
/// <param name="Format">The format.</param>
/// <param name="Text">The file.</param>
/// <param name="Items">One for each rule.</param>
public sealed record RuleExport(ExchangeFormat Format, string Text, ImmutableArray<ExportedRule> Items)
{
    public int Count(Fidelity fidelity) => Items.Count(item => item.Fidelity == fidelity);
}
