using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>The columns of a load or of a table version, counted over all rows. Profiles of loads add up to that of a version.</summary>
/// <param name="Rows">Rows counted.</param>
/// <param name="Duplicates">Rows that an earlier row of the load equals in every text; null where it was not counted.</param>
/// <param name="Columns">In the order of the table.</param>
public sealed record Profile(long Rows, long? Duplicates, ImmutableArray<ColumnProfile> Columns)
{
    /// <summary>The shares that quantiles are given for.</summary>
    public static ImmutableArray<double> QuantileShares { get; } = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    /// <summary>How columns go together; null where it was not asked.</summary>
    public ColumnRelations? Relations { get; init; }

    /// <summary>Columns, alone or together, whose values differ in every row: counted over all rows, estimates never decide it.</summary>
    public ImmutableArray<ImmutableArray<string>> Keys { get; init; } = [];

    public ColumnProfile? Find(string column) => Columns.FirstOrDefault(profile => profile.Name == column);

    public string ToJson() => RuleJson.Write(this);

    public static Profile FromJson(string json) => RuleJson.Read<Profile>(json);

    /// <summary>The profile of both loads together. Counts, bounds, means and histograms are exact; quantiles are estimates within the bins, distinct values as far as the values of both can be told apart.</summary>
    public Profile Add(Profile other) => new(
        Rows + other.Rows,
        Duplicates + other.Duplicates,
        [
            .. Columns.Select(column => other.Find(column.Name) is { } same ? ProfileSum.Of(column, same) : column with { Missing = column.Missing + other.Rows }),
            .. other.Columns.Where(column => Find(column.Name) is null).Select(column => column with { Missing = column.Missing + Rows }),
        ]);
}
