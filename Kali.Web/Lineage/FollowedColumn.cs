using Kali.Data;

namespace Kali.Web.Lineage;

/// <summary>The column an address asks to follow: <c>country</c> in the table the page is about, <c>silver_layer.orders.country</c> in another.</summary>
public readonly record struct FollowedColumn(string Node, string Column)
{
    public static FollowedColumn? Parse(string? text, TableName root)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var parts = text.Split('.');
        return parts.Length switch
        {
            1 => new FollowedColumn(root.ToString(), text),
            3 => new FollowedColumn(new TableName(root.Catalog, parts[0], parts[1]).ToString(), parts[2]),
            _ => null,
        };
    }

    public static string Address(TableName root, TableName table, string column) =>
        table == root ? column : $"{table.Schema}.{table.Name}.{column}";
}
