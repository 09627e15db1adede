namespace Kali.Web.Tests.Benchmarks.Parity;

/// <summary>What a comparison of many files came to.</summary>
internal sealed class ParityTally
{
    public int Files { get; set; }

    /// <summary>Files in which Kali reads no table, on whatever engine: its reader is the same for both.</summary>
    public int Refused { get; set; }

    /// <summary>Tables whose loads were compared.</summary>
    public int Tables { get; set; }

    /// <summary>Of these, loads that ended with a fault on both engines alike.</summary>
    public int Faulted { get; set; }

    public int Different { get; set; }

    /// <summary>Tables that took longer than they were given, and have not been compared.</summary>
    public int EndedByTime { get; set; }

    public long Facts { get; set; }

    public string Told(TimeSpan took) => FormattableString.Invariant(
        $"{Files:N0} files, {Refused:N0} of them refused; {Tables:N0} tables and {Facts:N0} facts compared in {took:h\\:mm\\:ss}: {Different:N0} tables different, {Faulted:N0} ended with the same fault on both, {EndedByTime:N0} not compared because they took too long");
}
