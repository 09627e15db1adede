using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>What a change was computed from, which decides what another writer's commit means for it.</summary>
internal abstract record ReadScope
{
    private ReadScope() { }

    /// <summary>Nothing was read: rows are only added. Other writers never stand in the way.</summary>
    public static ReadScope Nothing { get; } = new None();

    /// <summary>The whole table: any change of its rows stands in the way (merge, overwrite, restore).</summary>
    public static ReadScope Table { get; } = new Whole();

    /// <summary>These files were read and rewritten; rows added meanwhile by others stay as they are (delete, update, optimize).</summary>
    public static ReadScope Files(IEnumerable<AddAction> files) => new Some([.. files.Select(file => file.Path)]);

    internal sealed record None : ReadScope;

    internal sealed record Whole : ReadScope;

    /// <param name="Paths">As the log of the snapshot read has them.</param>
    internal sealed record Some(ImmutableArray<string> Paths) : ReadScope;
}
