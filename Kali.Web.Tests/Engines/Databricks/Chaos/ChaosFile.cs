using Kali.Data;
using Kali.Data.Ingest;

namespace Kali.Web.Tests.Engines.Databricks.Chaos;

/// <summary>A file that was sent, and what must come of it.</summary>
/// <param name="Run">The run that loads it.</param>
/// <param name="Dataset">Into this dataset.</param>
/// <param name="Mode">How.</param>
/// <param name="First">The number of its first row.</param>
/// <param name="Numbers">How many numbers its rows have, one after the other.</param>
/// <param name="Raw">Rows that can be read.</param>
/// <param name="Duplicates">Rows that are there twice.</param>
/// <param name="Misfits">Rows that are held back.</param>
internal sealed record ChaosFile(RunId Run, string Dataset, IngestMode Mode, int First, int Numbers, long Raw, long Duplicates, long Misfits)
{
    public long Gold => Raw - Duplicates - Misfits;

    /// <summary>The numbers of the rows that reach gold.</summary>
    public IEnumerable<int> GoldNumbers => Enumerable.Range(First, Numbers).Where(number => number % 100 is not (20 or 30 or 40));
}
