namespace Kali.Data.Pipeline;

/// <summary>Another process has taken this run over: whatever this one still does with it must not reach the journal.</summary>
internal sealed class LeaseLostException(RunId run) : Exception($"Run {run} is worked on by another process.");
