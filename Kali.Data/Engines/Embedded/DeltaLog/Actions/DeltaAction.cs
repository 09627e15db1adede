namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>One line of a commit: what a version changes ("Actions" of the Delta protocol). Each action is a file of its own beside this one.</summary>
internal abstract record DeltaAction;
