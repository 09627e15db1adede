namespace Kali.Data.Ingest;

/// <summary>Section <c>Kali:Ingest</c>: limits of what is opened; a file that passes one is refused with the figure.</summary>
public sealed class IngestOptions : ICheckedOptions
{
    public const string Section = "Kali:Ingest";

    /// <summary>Files in one archive.</summary>
    public int MostEntries { get; set; } = 1_000;

    /// <summary>Bytes an archive may unpack to.</summary>
    public long MostExpandedBytes { get; set; } = 50_000_000_000;

    /// <summary>Bytes a workbook may unpack to: its texts are held in memory.</summary>
    public long MostWorkbookBytes { get; set; } = 4_000_000_000;

    /// <summary>How many times its size an archive may unpack to, once it has passed <see cref="SuspiciousFrom"/>.</summary>
    public int HighestRatio { get; set; } = 300;

    /// <summary>Below this expanded size no ratio is suspicious.</summary>
    public long SuspiciousFrom { get; set; } = 200_000_000;

    /// <summary>Bytes of one JSON record.</summary>
    public int LongestRecord { get; set; } = 64 << 20;

    /// <summary>Where entries are unpacked while they are read, when a reader must jump in them; the system's temporary folder by default.</summary>
    public string? WorkFolder { get; set; }

    /// <summary>Spellings of "no value", compared without case and outer blanks. A list in the configuration is added to these.</summary>
    public IList<string> NullSpellings { get; } = ["null", "n/a", "na", "#n/a", "nan", "none", "nil", "-", "--", "?", "(null)", "\\n", "k.a.", "k. a.", "unbekannt", "unknown"];

    public IEnumerable<string> Problems()
    {
        if (MostEntries is < 1 or > 1_000_000)
            yield return $"{Section}:MostEntries is {MostEntries}; it can be 1 to 1,000,000.";
        if (MostExpandedBytes < 1_000_000)
            yield return $"{Section}:MostExpandedBytes is {MostExpandedBytes}; it can be 1,000,000 and more.";
        if (MostWorkbookBytes < 1_000_000)
            yield return $"{Section}:MostWorkbookBytes is {MostWorkbookBytes}; it can be 1,000,000 and more.";
        if (HighestRatio is < 2 or > 100_000)
            yield return $"{Section}:HighestRatio is {HighestRatio}; it can be 2 to 100,000.";
        if (SuspiciousFrom < 0)
            yield return $"{Section}:SuspiciousFrom is {SuspiciousFrom}; it cannot be below 0.";
        if (LongestRecord is < 1_000 or > 1_000_000_000)
            yield return $"{Section}:LongestRecord is {LongestRecord}; it can be 1,000 to 1,000,000,000.";
    }
}
