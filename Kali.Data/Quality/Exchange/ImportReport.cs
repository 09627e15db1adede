using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>What a file of rules became.</summary>
/// <param name="Format">What it was read as.</param>
/// <param name="Items">One for each rule, in the order of the file.</param>
public sealed record ImportReport(ExchangeFormat Format, ImmutableArray<ImportedRule> Items)
{
    public ImmutableArray<Rule> Rules => [.. Items.Select(item => item.Rule).OfType<Rule>()];

    public int Count(Fidelity fidelity) => Items.Count(item => item.Fidelity == fidelity);
}
