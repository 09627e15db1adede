namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>A file of row changes; it is no part of the table's rows.</summary>
internal sealed record CdcAction(string Path, long Size) : DeltaAction;
