namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>How far an application has come. Kali writes the number of the version that its once-only commit made.</summary>
internal sealed record TxnAction(string AppId, long Version, long? LastUpdated = null) : DeltaAction;
