using System.Collections.Immutable;

namespace Kali.Data.Pipeline;

/// <summary>What a step read and made: lineage is told from it.</summary>
/// <param name="Sources">What it read.</param>
/// <param name="Target">The table it wrote; null when it wrote none.</param>
/// <param name="Version">The version its commit made.</param>
/// <param name="Statements">The statements as they were sent, values as marks.</param>
/// <param name="Columns">Which column came from which.</param>
public sealed record StepWork(
    ImmutableArray<StepSource> Sources,
    TableName? Target,
    long? Version,
    ImmutableArray<string> Statements,
    ImmutableArray<ColumnFlow> Columns)
{
    public static StepWork None { get; } = new([], null, null, [], []);
}

/// <summary>Something a step read: a table at a version, or an upload's file.</summary>
/// <param name="Table">The table; null for a file.</param>
/// <param name="Version">The version read.</param>
/// <param name="UploadId">The upload; null for a table.</param>
/// <param name="File">The file's name as its sender has it; null for a table.</param>
public sealed record StepSource(TableName? Table, long? Version, string? UploadId = null, string? File = null);

/// <summary>A column's way through a step.</summary>
/// <param name="From">The source's column: its header for a file, its technical name for a table.</param>
/// <param name="To">The target's column.</param>
/// <param name="What">What was done on the way, as words of the code: <c>as-is</c>, <c>trim</c>, <c>type</c>; shown in order.</param>
public sealed record ColumnFlow(string From, string To, ImmutableArray<string> What);
