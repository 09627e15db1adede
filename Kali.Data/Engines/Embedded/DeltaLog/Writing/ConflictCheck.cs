using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>
/// Whether versions that others committed since the snapshot was read leave a change as it was computed. The rules are those of Delta's
/// "WriteSerializable" for deletes and updates, and of "Serializable" for changes that read the whole table.
/// </summary>
internal static class ConflictCheck
{
    public static bool Conflicts(string folder, ReadScope reads, IReadOnlyList<DeltaAction> mine, IReadOnlyList<DeltaAction> theirs)
    {
        if (reads is ReadScope.None)
            return false;
        if (theirs.Any(action => action is MetadataAction or ProtocolAction))
            return true;
        if (reads is ReadScope.Whole && theirs.Any(action => action is AddAction { DataChange: true } or RemoveAction))
            return true;
        var needed = mine.OfType<RemoveAction>().Select(removed => removed.Path)
            .Concat(reads is ReadScope.Some some ? some.Paths : [])
            .Select(path => DeltaPath.Key(folder, path))
            .ToHashSet(StringComparer.Ordinal);
        return theirs.OfType<RemoveAction>().Any(removed => needed.Contains(DeltaPath.Key(folder, removed.Path)));
    }
}
