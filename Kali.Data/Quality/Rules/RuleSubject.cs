using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>The table a rule is tested on.</summary>
/// <param name="Schema">Its columns.</param>
/// <param name="Now">The moment that freshness and today are measured from.</param>
public sealed record RuleSubject(TableSchema Schema, DateTimeOffset Now)
{
    /// <summary>The table itself, for rules that compare a load with those before it; null where there is none to look at.</summary>
    public TableRef? Table { get; init; }

    /// <summary>The load that is tested; null for a table as a whole.</summary>
    public long? LoadNo { get; init; }

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>Whether the table says of each row which texts did not fit (silver does).</summary>
    public bool HasNotFitting => Schema.Find(DataLoad.NotFitting) is not null;

    public ColumnSchema? Find(string column) => Schema.Find(column);
}
