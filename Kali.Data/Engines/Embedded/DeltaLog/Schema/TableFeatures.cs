using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Schema;

/// <summary>Which tables Kali can read rightly, and which it can write without harm; what is missing is named.</summary>
internal static class TableFeatures
{
    private static readonly HashSet<string> Readable = new(StringComparer.Ordinal)
    {
        "columnMapping", "deletionVectors", "timestampNtz", "typeWidening", "typeWidening-preview", "v2Checkpoint", "vacuumProtocolCheck",
    };

    private static readonly HashSet<string> Writable = new(StringComparer.Ordinal) { "appendOnly", "invariants" };

    /// <exception cref="RefusedException">The table needs something that Kali does not read; the message names it.</exception>
    public static void DemandReadable(ProtocolAction protocol, string folder)
    {
        if (protocol.MinReaderVersion > 3)
            throw new RefusedException($"The table in “{folder}” needs Delta reader version {protocol.MinReaderVersion}; Kali reads up to version 3.");
        if (protocol.MinReaderVersion < 3)
            return;
        var missing = (protocol.ReaderFeatures ?? []).Where(feature => !Readable.Contains(feature)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new RefusedException($"The table in “{folder}” needs the Delta {Features(missing)}, which Kali does not read.");
    }

    /// <exception cref="RefusedException">Writing would break a promise that the table's protocol makes; the message names it.</exception>
    public static void DemandWritable(Snapshot snapshot)
    {
        var protocol = snapshot.Protocol;
        if (protocol.MinWriterVersion is > 2 and not 7)
            throw new RefusedException($"The table in “{snapshot.Folder}” needs Delta writer version {protocol.MinWriterVersion}; Kali writes tables of version 2. It can be read.");
        var missing = (protocol.WriterFeatures ?? []).Where(feature => !Writable.Contains(feature)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new RefusedException($"The table in “{snapshot.Folder}” needs the Delta writer {Features(missing)}, which Kali does not write. It can be read.");
        if (snapshot.Fields.FirstOrDefault(field => field.Has("delta.invariants")) is { } bound)
            throw new RefusedException($"The table in “{snapshot.Folder}” declares an invariant on column “{bound.Name}”, which Kali does not check when writing. It can be read.");
    }

    private static string Features(List<string> names) => $"{(names.Count == 1 ? "feature" : "features")} {string.Join(", ", names)}";
}
