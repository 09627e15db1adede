using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>Counts the lines of a file that are no data, by what they are; only the thread that reads adds to it.</summary>
internal sealed class SkippedLines
{
    private readonly SortedDictionary<SkippedLineKind, long> _counts = [];

    public ImmutableSortedDictionary<SkippedLineKind, long> Counts => _counts.ToImmutableSortedDictionary();

    public void Add(SkippedLine line) => _counts[line.Kind] = _counts.GetValueOrDefault(line.Kind) + 1;

    public void Clear() => _counts.Clear();

    /// <summary>A line of the log for each kind but the header itself.</summary>
    public IEnumerable<Said> Says() => _counts.Where(count => count.Key is not SkippedLineKind.Header).Select(count => count.Key switch
    {
        SkippedLineKind.Preamble => Said.Of($"{count.Value:N0} lines above the header are no data."),
        SkippedLineKind.Units => Said.Of($"{count.Value:N0} lines say what columns are measured in and are no data."),
        SkippedLineKind.Comment => Said.Of($"{count.Value:N0} lines are remarks and no data."),
        SkippedLineKind.Total => Said.Of($"{count.Value:N0} lines add the others up and are no data."),
        SkippedLineKind.OtherTable => Said.Of($"{count.Value:N0} lines belong to other tables of the file."),
        _ => Said.Of($"{count.Value:N0} lines behind the data are no data."),
    });
}
