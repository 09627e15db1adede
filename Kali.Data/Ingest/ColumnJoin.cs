using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>Columns of a file that together are one of the dataset: first and last name, street and number.</summary>
/// <param name="Column">The technical name in the dataset.</param>
/// <param name="From">The file's columns by technical name, in the order in which they are put together.</param>
/// <param name="Separator">What stands between them.</param>
public sealed record ColumnJoin(string Column, ImmutableArray<string> From, string Separator);

/// <summary>A column that a run puts together.</summary>
/// <param name="Reading">How the dataset reads it.</param>
/// <param name="From">The columns of the part by technical name, in order.</param>
/// <param name="Separator">What stands between them.</param>
public sealed record JoinedColumn(ColumnReading Reading, ImmutableArray<string> From, string Separator);
