using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Kali.Data.Engines.Databricks.Exploring.TreeNodes;

namespace Kali.Data.Engines.Databricks.Exploring;

/// <summary>
/// A statement that a person wrote and the guard allowed, written anew for the warehouse from its tree. What has no equal there is refused
/// by name, so that a statement gives the same on every engine or says why it gives nothing.
/// </summary>
internal sealed partial class SelectPrinter(ImmutableArray<SandboxedTable> tables)
{
    public static Sql Print(SandboxedSelect select) =>
        new SelectPrinter(select.Tables).Query(select.Document.Children("statements").First().Need("node"), isWhole: true);

    /// <param name="isWhole">Whether these are the columns a person sees, which are called as the parser calls them.</param>
    private Sql Query(JsonObject node, bool isWhole = false)
    {
        var named = new List<Sql>();
        while (node.Text("type") == "CTE_NODE")
        {
            named.Add(CommonTable(node.Text("cte_name"), node.Texts("aliases"), node.Need("query")));
            node = node.Need("child");
        }
        named.AddRange((node.Child("cte_map")?.Children("map") ?? []).Select(entry =>
            CommonTable(entry.Text("key"), entry.Need("value").Texts("aliases"), entry.Need("value").Need("query").Need("node"))));
        var modifiers = node.Children("modifiers").ToList();
        var body = node.Text("type") switch
        {
            "SELECT_NODE" => Select(node, IsDistinct(modifiers), isWhole),
            "SET_OPERATION_NODE" => SetOperation(node),
            var other => throw Unknown(other),
        };
        var with = named.Count == 0 ? Sql.Empty : Sql.Of($"WITH {named} ");
        return Sql.Of($"{with}{body}{Ordered(modifiers)}{Limited(modifiers)}");
    }

    private Sql CommonTable(string name, IEnumerable<string> columns, JsonObject query)
    {
        var names = columns.Select(column => new SqlName(column)).ToImmutableArray();
        return names.IsEmpty ? Sql.Of($"{new SqlName(name)} AS ({Query(query)})") : Sql.Of($"{new SqlName(name)} ({names}) AS ({Query(query)})");
    }

    private Sql SetOperation(JsonObject node)
    {
        var parts = node["children"] is JsonArray ? node.Children("children") : [node.Need("left"), node.Need("right")];
        var sides = parts.Select(part => Sql.Of($"({Query(part)})")).ToList();
        var isAll = node.Is("setop_all");
        return node.Text("setop_type") switch
        {
            "UNION" => isAll ? Sql.Join(" UNION ALL ", sides) : Sql.Join(" UNION ", sides),
            "EXCEPT" => isAll ? Sql.Join(" EXCEPT ALL ", sides) : Sql.Join(" EXCEPT ", sides),
            "INTERSECT" => isAll ? Sql.Join(" INTERSECT ALL ", sides) : Sql.Join(" INTERSECT ", sides),
            var other => throw Unknown(other),
        };
    }

    private Sql Select(JsonObject node, bool isDistinct, bool isWhole)
    {
        if (node["sample"] is JsonObject)
            throw Unknown("USING SAMPLE");
        var items = node.Children("select_list").Select(item => Item(item, isWhole));
        var from = node.Child("from_table") is { } source && source.Text("type") != "EMPTY" ? Sql.Of($" FROM {Source(source)}") : Sql.Empty;
        return Sql.Of($"SELECT {(isDistinct ? Sql.Of($"DISTINCT ") : Sql.Empty)}{items}{from}{Clause(node, "where_clause", Sql.Of($" WHERE "))}{Grouped(node)}{Clause(node, "having", Sql.Of($" HAVING "))}{Clause(node, "qualify", Sql.Of($" QUALIFY "))}");
    }

    private Sql Clause(JsonObject node, string name, Sql word) => node.Child(name) is { } condition ? Sql.Of($"{word}{Expression(condition)}") : Sql.Empty;

    private Sql Item(JsonObject item, bool isWhole)
    {
        var name = item.Text("alias") is { Length: > 0 } alias ? alias : isWhole && item.Text("class") is not ("COLUMN_REF" or "STAR") ? CalledBy(item) : null;
        return name is null ? Expression(item) : Sql.Of($"{Expression(item)} AS {new SqlName(name)}");
    }

    /// <summary>What people see above a column that they gave no name.</summary>
    private static string CalledBy(JsonObject item) => item.Text("class") is "FUNCTION" or "WINDOW"
        ? $"{item.Text("function_name")}({string.Join(", ", item.Children("children").Select(child => child.Texts("column_names").LastOrDefault() ?? child.WholeNumber()?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…"))})"
        : item.ConstantText() ?? item.WholeNumber()?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? item.Text("class").ToLowerInvariant();

    private Sql Grouped(JsonObject node)
    {
        if (node.Text("aggregate_handling") == "FORCE_AGGREGATES")
            return Sql.Of($" GROUP BY ALL");
        var by = node.Children("group_expressions").Select(Expression).ToList();
        var sets = node["group_sets"] is JsonArray given ? given.OfType<JsonArray>().ToList() : [];
        if (by.Count == 0 && sets.Count < 2)
            return Sql.Empty;
        return sets.Count < 2
            ? Sql.Of($" GROUP BY {by}")
            : Sql.Of($" GROUP BY GROUPING SETS ({sets.Select(set => Sql.Of($"({set.Select(place => by[place!.GetValue<int>()])})"))})");
    }

    private static bool IsDistinct(List<JsonObject> modifiers)
    {
        if (modifiers.Find(modifier => modifier.Text("type") == "DISTINCT_MODIFIER") is not { } distinct)
            return false;
        return distinct.Children("distinct_on_targets").Any() ? throw Unknown("DISTINCT ON") : true;
    }

    private Sql Ordered(List<JsonObject> modifiers) => modifiers.Find(modifier => modifier.Text("type") == "ORDER_MODIFIER") is { } order
        ? Sql.Of($" ORDER BY {Orders(order)}")
        : Sql.Empty;

    /// <summary>People write for an engine that puts what is missing last.</summary>
    private IEnumerable<Sql> Orders(JsonObject holder) => holder.Children("orders").Select(order =>
    {
        var value = order.Need("expression");
        var by = value.Text("class") == "STAR" ? Sql.Of($"ALL") : Expression(value);
        var direction = order.Text("type") == "DESCENDING" ? Sql.Of($" DESC") : Sql.Of($" ASC");
        return Sql.Of($"{by}{direction}{(order.Text("null_order").Contains("FIRST", StringComparison.Ordinal) ? Sql.Of($" NULLS FIRST") : Sql.Of($" NULLS LAST"))}");
    });

    private Sql Limited(List<JsonObject> modifiers)
    {
        if (modifiers.Exists(modifier => modifier.Text("type") == "LIMIT_PERCENT_MODIFIER"))
            throw Unknown("LIMIT with a percentage");
        if (modifiers.Find(modifier => modifier.Text("type") == "LIMIT_MODIFIER") is not { } limit)
            return Sql.Empty;
        var most = limit.Child("limit") is { } rows ? Sql.Of($" LIMIT {Expression(rows)}") : Sql.Empty;
        return limit.Child("offset") is { } skipped ? Sql.Of($"{most} OFFSET {Expression(skipped)}") : most;
    }
}
