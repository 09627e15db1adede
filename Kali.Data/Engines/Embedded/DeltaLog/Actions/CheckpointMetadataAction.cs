namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>Marks a checkpoint as V2.</summary>
internal sealed record CheckpointMetadataAction(long Version) : DeltaAction;
