using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>A table the actor may read, with its columns.</summary>
public sealed record ReadableTable(TableName Name, ImmutableArray<ColumnSchema> Columns);
