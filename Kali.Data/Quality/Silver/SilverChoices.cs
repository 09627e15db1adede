using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>What decides how a load becomes silver.</summary>
/// <param name="ProcessingDate">Partition: the day of the run, in UTC.</param>
/// <param name="DataSource">Partition: the dataset's source name.</param>
/// <param name="Rules">The rules in force; those about single cells take part in the score of a row.</param>
/// <param name="Duplicates">How many exact duplicates the profile counted; when it is 0 none are looked for. Null: not counted.</param>
/// <param name="Missing">Spellings of "no value".</param>
public sealed record SilverChoices(DateOnly ProcessingDate, string DataSource, ImmutableArray<Rule> Rules, long? Duplicates, MissingSpellings Missing)
{
    /// <summary>
    /// The profile of the same rows of the same version of raw, where there is one: a column whose texts it has all seen printed back
    /// is cast and not verified a second time.
    /// </summary>
    public Profile? Verified { get; init; }

    /// <summary>Columns that are cleaned as the Kali before this one did; null for none.</summary>
    public CleanedColumns? Cleaning { get; init; }

    /// <summary>The catalog whose function cleans them, where one does.</summary>
    public string Catalog { get; init; } = "";

    internal bool IsAsWritten(int column) => Verified?.Columns[column].IsAsWritten == true;
}
