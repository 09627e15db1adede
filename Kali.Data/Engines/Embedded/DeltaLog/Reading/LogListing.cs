using System.Collections.Immutable;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>
/// What lies in a table's log: its commits and complete checkpoints. The whole folder is listed, which on a local disk costs milliseconds;
/// so a wrong or missing <c>_last_checkpoint</c> does no harm. Compacted logs, checksums and foreign files are passed over.
/// </summary>
internal sealed record LogListing(ImmutableArray<long> Commits, ImmutableArray<CheckpointFiles> Checkpoints)
{
    /// <summary>The newest version there is, or −1 for a log without any.</summary>
    public long Latest => Math.Max(Commits.IsEmpty ? -1 : Commits[^1], Checkpoints.IsEmpty ? -1 : Checkpoints[^1].Version);

    public static LogListing Of(string logFolder)
    {
        var commits = new SortedSet<long>();
        var checkpoints = new Dictionary<(long Version, int Parts, string Kind), List<string>>();
        if (Directory.Exists(logFolder))
        {
            foreach (var path in Directory.EnumerateFiles(logFolder))
            {
                var name = Path.GetFileName(path);
                if (LogNames.TryCommit(name, out var version))
                {
                    commits.Add(version);
                }
                else if (LogNames.TryCheckpoint(name, out version, out _, out var parts))
                {
                    // Two V2 checkpoints of one version are two candidates; the parts of one belong together.
                    var key = (version, parts, parts == 1 ? name : "");
                    if (!checkpoints.TryGetValue(key, out var files))
                        checkpoints[key] = files = [];
                    files.Add(path);
                }
            }
        }
        return new LogListing(
            [.. commits],
            [.. checkpoints
                .Where(found => found.Value.Count == found.Key.Parts)
                .OrderBy(found => found.Key.Version).ThenBy(found => found.Key.Kind, StringComparer.Ordinal)
                .Select(found => new CheckpointFiles(found.Key.Version, [.. found.Value.Order(StringComparer.Ordinal)]))]);
    }
}

/// <summary>The files of one complete checkpoint.</summary>
internal sealed record CheckpointFiles(long Version, ImmutableArray<string> Paths);
