using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Explore.Export;

/// <summary>A result and the headers people know its columns by.</summary>
/// <param name="Rows">The result; it is read once.</param>
/// <param name="Headers">One a column, the label where there is one.</param>
public sealed record ResultSetView(ResultSet Rows, ImmutableArray<string> Headers)
{
    public ResultSetView(ResultSet rows) : this(rows, [.. rows.Columns.Select(column => column.Name)]) { }
}
