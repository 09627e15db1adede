using System.Collections.Immutable;
using Kali.Data.Explore;

namespace Kali.Web.Explore;

/// <summary>What Explore offers a person.</summary>
public sealed record ExploreView(ImmutableArray<ReadableTable> Tables, IReadOnlyList<SavedQuery> Queries)
{
    /// <summary>Columns by layer and table, as the editor completes them.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string[]>> Completion { get; } = Tables
        .GroupBy(table => table.Name.Schema)
        .ToDictionary(schema => schema.Key, schema => schema.ToDictionary(table => table.Name.Name, table => table.Columns.Select(column => column.Name).ToArray()));
}
