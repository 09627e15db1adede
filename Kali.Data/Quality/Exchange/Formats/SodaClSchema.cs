using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>The schema check of SodaCL: columns that must be there, and their types.</summary>
internal static class SodaClSchema
{
    private const string Missing = "when required column missing";
    private const string WrongType = "when wrong column type";

    public static JsonObject Read(JsonObject given)
    {
        var columns = new JsonArray();
        var check = new JsonObject { ["columns"] = columns, ["allow_extra_columns"] = true, ["allow_other_column_order"] = true };
        foreach (var (name, value) in given)
        {
            if (name is "fail" or "warn" && value is JsonObject alerts)
            {
                if (name == "warn" && !given.ContainsKey("fail"))
                    check["threshold"] = new JsonObject { ["must_be"] = 0, ["level"] = "warn" };
                foreach (var (alert, detail) in alerts)
                    Take(alert, detail, columns);
            }
            else
                check[name] = value?.DeepClone();
        }
        return columns.Count > 0 ? new JsonObject { ["schema"] = check } : throw ExchangeFault.Because("It names no column that must be there.", "Sie nennt keine Spalte, die da sein muss.");
    }

    private static void Take(string alert, JsonNode? detail, JsonArray columns)
    {
        switch (alert)
        {
            case Missing:
                foreach (var column in detail as JsonArray ?? throw Unread(alert))
                    Add(columns, column is JsonValue name ? NodeText.Of(name) : throw Unread(alert), null);
                break;
            case WrongType:
                foreach (var (column, type) in detail as JsonObject ?? throw Unread(alert))
                    Add(columns, column, type is JsonValue name ? NodeText.Of(name) : throw Unread(alert));
                break;
            default:
                throw Unread(alert);
        }
    }

    private static void Add(JsonArray columns, string name, string? type)
    {
        var known = columns.OfType<JsonObject>().FirstOrDefault(column => NodeText.Of(column["name"]!) == name);
        if (known is null)
            columns.Add(known = new JsonObject { ["name"] = name });
        if (type is not null)
            known["data_type"] = type;
    }

    private static ExchangeFault Unread(string alert) =>
        ExchangeFault.Because($"“{ExchangeSubject.Short(alert)}” has no counterpart in Kali.", $"„{ExchangeSubject.Short(alert)}“ hat in Kali keine Entsprechung.");

    public static JsonObject Write(JsonObject check)
    {
        var columns = check["columns"]!.AsArray().Select(column => column!.AsObject()).ToList();
        var fail = new JsonObject { [Missing] = NodeText.List(columns.Select(column => NodeText.Of(column["name"]!))) };
        var types = new JsonObject();
        foreach (var column in columns.Where(column => column["data_type"] is not null))
            types[NodeText.Of(column["name"]!)] = column["data_type"]!.DeepClone();
        if (types.Count > 0)
            fail[WrongType] = types;
        var settings = new JsonObject();
        foreach (var (name, value) in check.Where(member => member.Key is "name" or "attributes" or "filter"))
            settings[name] = value?.DeepClone();
        settings["fail"] = fail;
        return settings;
    }
}
