using System.ComponentModel.DataAnnotations;

namespace Kali.Data.Engines.Embedded;

/// <summary>Settings of the embedded engine, section <c>Kali:Embedded</c>; checked when the application starts.</summary>
public sealed class EmbeddedOptions
{
    public const string Section = "Kali:Embedded";

    /// <summary>The catalog whose lake this is: one lake a catalog.</summary>
    [Required]
    public string Catalog { get; internal set; } = "kali_dev";

    /// <summary>What DuckDB may use before it spills to disk. By default half of the machine's memory, at most 1,800 MiB.</summary>
    [Range(128L << 20, 1L << 50)]
    public long MemoryBytes { get; set; } = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, 256L << 20, 1800L << 20);

    /// <summary>Threads of one statement; by default one for each processor.</summary>
    [Range(1, 1024)]
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Statements that run at the same time; the others wait in order.</summary>
    [Range(2, 256)]
    public int MaxStatements { get; set; } = Math.Max(4, Environment.ProcessorCount * 2);

    /// <summary>Commits that run at the same time; they are the heavy statements.</summary>
    [Range(1, 64)]
    public int MaxCommits { get; set; } = 2;

    /// <summary>How often a change that another writer overtook is computed again from the newer version before it gives up.</summary>
    [Range(0, 100)]
    public int MaxRebases { get; set; } = 8;

    /// <summary>Optimize leaves files of at least this size alone and fills new ones up to it.</summary>
    [Range(1L << 20, 1L << 40)]
    public long OptimizedFileBytes { get; set; } = 128L << 20;
}
