using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>What detectors look at: the rows of one load.</summary>
/// <param name="Load">The load and how its columns are read.</param>
/// <param name="Raw">The texts of the files, at the version that has the load.</param>
/// <param name="Silver">The typed rows, exact duplicates left out, at the version that has the load.</param>
public sealed record FindingSubject(DataLoad Load, TableRef Raw, TableRef Silver)
{
    /// <summary>The columns that detectors look at: those of the file, not Kali's own where one of its tables comes back as a file.</summary>
    internal ImmutableArray<ColumnReading> Looked => [.. Load.Readings.Where(reading => !reading.Label.StartsWith('_') && !new ColumnSchema(reading.Name, reading.Type).IsSystem)];

    /// <summary>Other datasets that columns may refer to.</summary>
    public ImmutableArray<ReferenceTable> References { get; init; } = [];

    /// <summary>How many rows silver has, as far as it is known beforehand: of very many, a first look is taken at some.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>How many rows of raw silver left out because an earlier one equals them; null where nobody counted.</summary>
    public long? Duplicates { get; init; }

    /// <summary>Whether a first look is taken at some of the rows, or of the values, to see where all are looked at.</summary>
    internal bool IsLarge => RowsExpected > Look.ManyRows;

    /// <summary>What people taught of this dataset.</summary>
    public Lessons Lessons { get; init; } = Lessons.None;
}

/// <summary>A table of another dataset.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="Table">Its gold.</param>
/// <param name="Schema">The columns.</param>
public sealed record ReferenceTable(DatasetName Dataset, TableRef Table, TableSchema Schema);
