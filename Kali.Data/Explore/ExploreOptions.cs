using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>Section <c>Kali:Explore</c>: when a statement that a person wrote is ended.</summary>
public sealed class ExploreOptions : ICheckedOptions
{
    public const string Section = "Kali:Explore";

    /// <summary>Rows shown; the answer says when there are more.</summary>
    public int MaxRows { get; set; } = 10_000;

    /// <summary>Rows in a downloaded answer.</summary>
    public int MaxDownloadRows { get; set; } = 1_000_000;

    public int MaxSeconds { get; set; } = 60;

    public int MaxMemoryMegabytes { get; set; } = 1024;

    internal SandboxLimits ForScreen => Limits(MaxRows);

    internal SandboxLimits ForDownload => Limits(MaxDownloadRows);

    public IEnumerable<string> Problems()
    {
        if (MaxRows is < 1 or > 1_000_000)
            yield return $"{Section}:MaxRows is {MaxRows}; it can be 1 to 1,000,000.";
        if (MaxDownloadRows < MaxRows)
            yield return $"{Section}:MaxDownloadRows is {MaxDownloadRows}; it cannot be below MaxRows ({MaxRows}).";
        if (MaxSeconds is < 1 or > 3600)
            yield return $"{Section}:MaxSeconds is {MaxSeconds}; it can be 1 to 3,600.";
        if (MaxMemoryMegabytes is < 64 or > 1_000_000)
            yield return $"{Section}:MaxMemoryMegabytes is {MaxMemoryMegabytes}; it can be 64 to 1,000,000.";
    }

    // One row more than is shown tells whether there are more.
    private SandboxLimits Limits(int rows) => new(rows + 1L, TimeSpan.FromSeconds(MaxSeconds), MaxMemoryMegabytes * 1024L * 1024L);
}
