using Kali.Data;

namespace Kali.Web.Lineage;

/// <summary>What an address of the explorer says.</summary>
/// <param name="Path">The page: the explorer's own, or a dataset's tab.</param>
public sealed record LineageAddress(string Path, string? Dir, string? Columns, string? Follow, long? Row, string? As)
{
    public static string Of(TableName table) => $"lineage/{table.Catalog}/{table.Schema}/{table.Name}";

    public override string ToString()
    {
        var query = string.Join('&', new[] { Part("dir", Dir), Part("columns", Columns), Part("follow", Follow), Part("row", Row?.ToString(System.Globalization.CultureInfo.InvariantCulture)), Part("as", As) }.Where(part => part is not null));
        return query.Length == 0 ? Path : Path + (Path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
    }

    private static string? Part(string name, string? value) => string.IsNullOrEmpty(value) ? null : $"{name}={Uri.EscapeDataString(value)}";
}
