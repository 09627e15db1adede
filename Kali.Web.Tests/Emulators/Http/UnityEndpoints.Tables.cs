using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kali.Web.Tests.Emulators.Sql;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>Tables, which SQL makes and REST shows.</summary>
internal sealed partial class UnityEndpoints
{
    private JsonObject Tables(HttpRequest request)
    {
        var (catalog, schema) = (Required(request, "catalog_name"), Required(request, "schema_name"));
        var withColumns = request.Query["omit_columns"] != "true";
        return Page(request, "tables", Schema(catalog, schema).Tables.Select(table => Shown([catalog, schema, table.Key], table.Value, withColumns)));
    }

    private JsonObject Table(string fullName)
    {
        var name = Named(fullName, 3);
        return Shown(name, Found(name), withColumns: true);
    }

    private EmulatedTable Found(string[] name)
    {
        try
        {
            return metastore.Table(name);
        }
        catch (SqlFault)
        {
            throw new ApiFault(404, "TABLE_DOES_NOT_EXIST", $"Table '{string.Join('.', name)}' does not exist.");
        }
    }

    private bool Exists(string fullName)
    {
        var name = Named(fullName, 3);
        return Schema(name[0], name[1]).Tables.ContainsKey(name[2]);
    }

    private JsonObject DeleteTable(string fullName)
    {
        var name = Named(fullName, 3);
        _ = Found(name);
        Schema(name[0], name[1]).Tables.Remove(name[2]);
        return [];
    }

    private JsonObject Summaries(HttpRequest request)
    {
        var catalog = Required(request, "catalog_name");
        var (schemas, tables) = (Like(request.Query["schema_name_pattern"]), Like(request.Query["table_name_pattern"]));
        return Page(request, "tables", Catalog(catalog).Schemas.Where(schema => schemas.IsMatch(schema.Key)).SelectMany(schema => schema.Value.Tables.Keys
            .Where(table => tables.IsMatch(table))
            .Select(table => new JsonObject { ["full_name"] = $"{catalog}.{schema.Key}.{table}", ["table_type"] = "MANAGED" })));
    }

    private static Regex Like(string? pattern) => new(
        $"^{Regex.Escape(string.IsNullOrEmpty(pattern) ? "%" : pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase);

    private static JsonObject Shown(string[] name, EmulatedTable table, bool withColumns)
    {
        var shown = With(table.Comment, new JsonObject
        {
            ["name"] = name[2],
            ["catalog_name"] = name[0],
            ["schema_name"] = name[1],
            ["full_name"] = string.Join('.', name),
            ["owner"] = Owner,
            ["table_type"] = "MANAGED",
            ["data_source_format"] = "DELTA",
            ["properties"] = new JsonObject(table.Newest.Properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value))),
            ["metastore_id"] = MetastoreId,
            ["table_id"] = table.Id,
            ["storage_location"] = $"{Storage}/__unitystorage/tables/{table.Id}",
            ["created_at"] = table.CreatedAt.ToUnixTimeMilliseconds(),
            ["updated_at"] = table.Newest.At.ToUnixTimeMilliseconds(),
        });
        if (withColumns)
            shown["columns"] = new JsonArray([.. table.Newest.Columns.Select((column, position) => Column(column, position, table.Newest.PartitionedBy))]);
        return shown;
    }

    private static JsonObject Column(DefinedColumn column, int position, IReadOnlyList<string> partitionedBy)
    {
        var shown = With(column.Comment, new JsonObject
        {
            ["name"] = column.Name,
            ["position"] = position,
            ["type_name"] = SqlTypes.NameOf(column.Type),
            ["type_text"] = column.Type.ToLowerInvariant(),
            ["nullable"] = column.IsNullable,
        });
        if (SqlTypes.DecimalOf(column.Type) is { } exact)
            (shown["type_precision"], shown["type_scale"]) = (exact.Precision, exact.Scale);
        for (var i = 0; i < partitionedBy.Count; i++)
        {
            if (partitionedBy[i].Equals(column.Name, StringComparison.OrdinalIgnoreCase))
                shown["partition_index"] = i;
        }
        return shown;
    }
}
