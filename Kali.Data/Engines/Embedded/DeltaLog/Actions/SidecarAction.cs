namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>In a V2 checkpoint: a Parquet file in <c>_sidecars</c> that holds file actions.</summary>
internal sealed record SidecarAction(string Path, long SizeInBytes) : DeltaAction;
