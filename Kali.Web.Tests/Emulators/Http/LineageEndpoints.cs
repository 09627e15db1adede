using System.Text.Json.Nodes;
using Kali.Web.Tests.Emulators.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>What the service has seen statements read and write, one step around a table. It is read only; a column's is that of columns which keep their name.</summary>
internal sealed class LineageEndpoints(EmulatedMetastore metastore)
{
    public Task AnswerAsync(HttpContext context, string rest)
    {
        var request = context.Request;
        lock (metastore.Gate)
        {
            return (request.Method, rest) switch
            {
                ("GET", "table-lineage") => Answers.JsonAsync(context, OfTable(Named(request, "table_name"))),
                ("GET", "column-lineage") => Answers.JsonAsync(context, OfColumn(Named(request, "table_name"), Named(request, "column_name"))),
                _ => throw new ApiFault(404, "ENDPOINT_NOT_FOUND", $"No API found for '{request.Method} /lineage-tracking/{rest}'"),
            };
        }
    }

    private JsonObject OfTable(string table)
    {
        var files = metastore.Lineage.Where(step => step.To == table && step.IsFile).Select(step => new JsonObject { ["fileInfo"] = new JsonObject { ["path"] = step.From, ["storage_location"] = step.From } });
        return Shown(("upstreams", files.Concat(Sources(table).Select(Edge))), ("downstreams", Targets(table).Select(Edge)));
    }

    private JsonObject OfColumn(string table, string column) => Shown(
        ("upstream_cols", Sources(table).Where(source => Has(source, column)).Select(source => Column(source, column))),
        ("downstream_cols", Targets(table).Where(target => Has(target, column)).Select(target => Column(target, column))));

    private IEnumerable<string> Sources(string table) => metastore.Lineage.Where(step => step.To == table && !step.IsFile).Select(step => step.From).Order(StringComparer.Ordinal);

    private IEnumerable<string> Targets(string table) => metastore.Lineage.Where(step => step.From == table).Select(step => step.To).Order(StringComparer.Ordinal);

    private bool Has(string table, string column) =>
        metastore.Find(table.Split('.'))?.Newest.Columns.Any(known => known.Name.Equals(column, StringComparison.OrdinalIgnoreCase)) ?? false;

    private static JsonObject Edge(string table) => new() { ["tableInfo"] = Table(table), ["queryInfos"] = new JsonArray(new JsonObject { ["query_id"] = "q-1" }) };

    private static JsonObject Table(string table) => table.Split('.') is var name
        ? new JsonObject { ["name"] = name[2], ["catalog_name"] = name[0], ["schema_name"] = name[1], ["table_type"] = "TABLE", ["lineage_timestamp"] = "2026-11-23 09:00:00.0" }
        : [];

    private static JsonObject Column(string table, string column) => table.Split('.') is var name
        ? new JsonObject { ["name"] = column, ["catalog_name"] = name[0], ["schema_name"] = name[1], ["table_name"] = name[2], ["table_type"] = "TABLE", ["workspace_id"] = 1 }
        : [];

    /// <summary>Without the lists that are empty.</summary>
    private static JsonObject Shown(params IEnumerable<(string Name, IEnumerable<JsonObject> Items)> lists)
    {
        var answer = new JsonObject();
        foreach (var (name, items) in lists)
        {
            if (items.ToArray() is { Length: > 0 } some)
                answer[name] = new JsonArray([.. some]);
        }
        return answer;
    }

    private static string Named(HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } value ? value.ToLowerInvariant() : throw ApiFault.Parameter($"Missing required field: {name}");
}
