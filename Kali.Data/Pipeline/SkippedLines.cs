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
    public IEnumerable<Said> Says() => _counts.Where(count => count.Key is not SkippedLineKind.Header).Select(count => Says(count.Key, count.Value));

    private static Said Says(SkippedLineKind kind, long count) => kind switch
    {
        SkippedLineKind.Preamble => Said.Counted(count, $"One line above the header is no data.", $"{count:N0} lines above the header are no data."),
        SkippedLineKind.Units => Said.Counted(count, $"One line says what columns are measured in and is no data.", $"{count:N0} lines say what columns are measured in and are no data."),
        SkippedLineKind.Comment => Said.Counted(count, $"One line is a remark and no data.", $"{count:N0} lines are remarks and no data."),
        SkippedLineKind.Total => Said.Counted(count, $"One line adds the others up and is no data.", $"{count:N0} lines add the others up and are no data."),
        SkippedLineKind.OtherTable => Said.Counted(count, $"One line belongs to another table of the file.", $"{count:N0} lines belong to other tables of the file."),
        _ => Said.Counted(count, $"One line behind the data is no data.", $"{count:N0} lines behind the data are no data."),
    };
}
