using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>A published list of codes that a column keeps to.</summary>
internal sealed class KnownCodes
{
    private const double NearlyAll = 0.97;
    private const string Seldom = "QXZJ";

    /// <summary>In use, though the standard does not have them among its countries.</summary>
    private static readonly ImmutableArray<string> BesideCountries = ["EU", "UK", "EL", "XK", "XI"];

    private static readonly ImmutableArray<string> UnitedStates =
    [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
        "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR", "GU", "VI", "AS", "MP",
    ];

    /// <summary>With how many different codes it takes until a column has them by no chance: of two letters, a third of all pairs are countries.</summary>
    private static readonly ImmutableArray<(KnownCodes Codes, int Fewest)> Lists =
    [
        (new KnownCodes("ISO 4217", CodeLists.Currencies), 2),
        (new KnownCodes("ISO 3166", CodeLists.Countries3), 3),
        (new KnownCodes("USPS", UnitedStates), 6),
        (new KnownCodes("ISO 3166", [.. CodeLists.Countries, .. BesideCountries]), 6),
        (new KnownCodes("ISO 639", CodeLists.Languages), 6),
    ];

    private readonly FrozenSet<string> _codes;

    private KnownCodes(string name, ImmutableArray<string> codes) => (Name, _codes) = (name, codes.ToFrozenSet(StringComparer.Ordinal));

    public string Name { get; }

    /// <summary>The list that most rows of a column keep to, and nearly all; null for none.</summary>
    /// <param name="values">The values of the column, with how often each stands.</param>
    /// <param name="present">Rows with a value.</param>
    public static KnownCodes? Of(ImmutableArray<ValueCount> values, long present) => values.Sum(value => (double)value.Value.Length * value.Count) / Math.Max(1, values.Sum(value => value.Count)) is < 1.9 or > 3.1
        ? null
        : Lists.Select(list => (list.Codes, list.Fewest, Such: values.Where(value => list.Codes.Has(value.Value)).ToList()))
            .Where(list => list.Such.Count >= list.Fewest && list.Such.Sum(value => value.Count) >= NearlyAll * present)
            .OrderByDescending(list => list.Such.Sum(value => value.Count)).Select(list => list.Codes).FirstOrDefault();

    public bool Has(string value) => _codes.Contains(value);

    /// <summary>A code that is none of any list, written as these are.</summary>
    public string Unlisted() => (from first in Seldom from second in Seldom from third in Seldom select $"{first}{second}{third}"[.._codes.Items[0].Length])
        .Select(code => char.IsUpper(_codes.Items[0][0]) ? code : code.ToLowerInvariant()).First(Lacks);

    /// <summary>Written as its codes are, and no code of any list: what another list has may be meant so.</summary>
    public bool Lacks(string value) => value.Length == _codes.Items[0].Length && value.All(char.IsAsciiLetter) && value.All(char.IsUpper) == _codes.Items[0].All(char.IsUpper)
        && !Lists.Any(list => list.Codes.Has(value));
}
