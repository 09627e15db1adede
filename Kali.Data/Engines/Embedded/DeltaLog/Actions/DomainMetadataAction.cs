namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>Settings of a table feature; kept through checkpoints, of no meaning to Kali.</summary>
internal sealed record DomainMetadataAction(string Domain, string Configuration, bool Removed) : DeltaAction;
