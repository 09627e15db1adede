using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>What was found in one load, and what people have said of it since.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Run">The run that looked.</param>
/// <param name="LoadNo">The load.</param>
/// <param name="Report">All that was found.</param>
/// <param name="Open">Findings that nobody has dismissed, most telling first.</param>
/// <param name="Dismissed">The others.</param>
/// <param name="Lessons">What was taught in the dataset.</param>
public sealed record LoadFindings(
    DatasetName Dataset, RunId Run, long LoadNo, FindingReport Report, ImmutableArray<FindingGroup> Open, ImmutableArray<FindingGroup> Dismissed, Lessons Lessons);
