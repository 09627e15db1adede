using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>How the rows of a snapshot are wanted.</summary>
internal sealed record RelationOptions
{
    public static RelationOptions Default { get; } = new();

    /// <summary>The zone in which other writers meant partition timestamps that they wrote without one. Kali writes UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Only these files of the snapshot; null for all.</summary>
    public ImmutableArray<AddAction>? Files { get; init; }

    /// <summary>Whether each row tells its file and place (<see cref="SnapshotRelation.FileColumn"/>, <see cref="SnapshotRelation.RowColumn"/>).</summary>
    public bool WithOrigin { get; init; }

    /// <summary>Above so many partitions one scan joins the partition values; null for the usual number.</summary>
    public int? MostBranches { get; init; }
}
