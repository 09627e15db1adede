using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Web.Tests.Engines.Databricks.Parity;

/// <summary>A file that is loaded on both engines.</summary>
/// <param name="Dataset">What it becomes.</param>
/// <param name="FileName">Its name, which tells its kind.</param>
/// <param name="Bytes">What is in it.</param>
internal sealed record ParityFile(string Dataset, string FileName, byte[] Bytes)
{
    /// <summary>Which of its tables is loaded, from 0: a workbook has several.</summary>
    public int Table { get; init; }

    /// <summary>How columns are read, by their place, where that is not what the sample proposes.</summary>
    public ImmutableDictionary<int, (DataType Type, ValueFormat Format)> ReadAs { get; init; } = ImmutableDictionary<int, (DataType, ValueFormat)>.Empty;
}
