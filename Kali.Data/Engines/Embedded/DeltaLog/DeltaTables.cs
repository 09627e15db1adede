using System.Collections.Concurrent;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>The Delta tables on this machine, by folder. One a process: it remembers each table's newest snapshot and reads only what came after.</summary>
internal sealed class DeltaTables(TimeProvider time, ILogger<DeltaTables> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, DeltaTable> _tables = new(StringComparer.Ordinal);
    private readonly ParquetFiles _parquet = new();

    /// <summary>The table in that folder, which need not exist yet.</summary>
    public DeltaTable Open(string folder)
    {
        var absolute = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return _tables.GetOrAdd(absolute, path => new DeltaTable(path, _parquet, time, log));
    }

    public void Dispose() => _parquet.Dispose();
}
