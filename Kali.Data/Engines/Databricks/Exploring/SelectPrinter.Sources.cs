using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Kali.Data.Engines.Databricks.Exploring.TreeNodes;

namespace Kali.Data.Engines.Databricks.Exploring;

/// <summary>What stands after FROM.</summary>
internal sealed partial class SelectPrinter
{
    private Sql Source(JsonObject source)
    {
        if (source["sample"] is JsonObject)
            throw Unknown("TABLESAMPLE");
        return source.Text("type") switch
        {
            "BASE_TABLE" => Sql.Of($"{Table(source)}{Alias(source, null)}"),
            "SUBQUERY" => Sql.Of($"({Query(source.Need("subquery").Need("node"))}){Alias(source, "unnamed_subquery")}"),
            "EXPRESSION_LIST" => Values(source),
            "TABLE_FUNCTION" => Range(source),
            "JOIN" => Join(source),
            var other => throw Unknown(other),
        };
    }

    /// <summary>A table of the lake at its version, or a common table of the statement.</summary>
    private Sql Table(JsonObject table)
    {
        var (catalog, schema, name) = (table.Text("catalog_name"), table.Text("schema_name"), table.Text("table_name"));
        if (catalog.Length == 0)
            return new SqlName(name);
        var named = new TableName(catalog, schema, name);
        return tables.FirstOrDefault(known => known.CalledBy == named) is { } found ? Sql.Of($"{found.Table}") : throw Unknown(named.ToString());
    }

    private static Sql Alias(JsonObject source, string? otherwise, params ImmutableArray<string> columns)
    {
        var alias = source.Text("alias") is { Length: > 0 } given ? given : otherwise;
        if (alias is null)
            return Sql.Empty;
        var written = source.Texts("column_name_alias").ToList();
        // Columns that are not named keep the names they have.
        var names = columns.IsEmpty ? written : columns.Select((column, place) => place < written.Count ? written[place] : column).ToList();
        return names.Count == 0 ? Sql.Of($" AS {new SqlName(alias)}") : Sql.Of($" AS {new SqlName(alias)}({names.Select(column => new SqlName(column))})");
    }

    private Sql Values(JsonObject list)
    {
        var rows = (list["values"] as JsonArray ?? []).OfType<JsonArray>().Select(row => row.OfType<JsonObject>().Select(Expression).ToList()).ToList();
        var columns = Enumerable.Range(0, rows.Count == 0 ? 0 : rows[0].Count).Select(place => FormattableString.Invariant($"col{place}")).ToImmutableArray();
        return Sql.Of($"(VALUES {rows.Select(row => Sql.Of($"({row})"))}){Alias(list, "valueslist", columns)}");
    }

    /// <summary>Only ranges of whole numbers are tables of their own; the guard has seen that they are short.</summary>
    private static Sql Range(JsonObject source)
    {
        var call = source.Need("function");
        var name = call.Text("function_name").ToLowerInvariant();
        if (name is not ("range" or "generate_series"))
            throw Unknown(name);
        var bounds = call.Children("children").Select(bound => bound.WholeNumber() ?? throw Unknown($"{name} without fixed bounds")).ToList();
        var (from, to, step) = bounds is [var end] ? (0L, end, 1L) : (bounds[0], bounds[1], bounds.ElementAtOrDefault(2) is var by and not 0 ? by : 1);
        if (name == "generate_series")
            to += Math.Sign(step);
        return Sql.Of($"(SELECT id FROM range({new Expressions.WholeNumber(from)}, {new Expressions.WholeNumber(to)}, {new Expressions.WholeNumber(step)})){Alias(source, name, name)}");
    }

    private Sql Join(JsonObject join)
    {
        var (left, right) = (Source(join.Need("left")), Source(join.Need("right")));
        if (join.Text("ref_type") == "CROSS")
            return Sql.Of($"{left} CROSS JOIN {right}");
        if (join.Text("ref_type") != "REGULAR")
            throw Unknown($"{join.Text("ref_type")} JOIN");
        var kind = join.Text("join_type") switch
        {
            "INNER" => Sql.Of($" JOIN "),
            "LEFT" => Sql.Of($" LEFT JOIN "),
            "RIGHT" => Sql.Of($" RIGHT JOIN "),
            "OUTER" or "FULL" => Sql.Of($" FULL JOIN "),
            "SEMI" => Sql.Of($" LEFT SEMI JOIN "),
            "ANTI" => Sql.Of($" LEFT ANTI JOIN "),
            var other => throw Unknown($"{other} JOIN"),
        };
        var shared = join.Texts("using_columns").Select(column => new SqlName(column)).ToImmutableArray();
        return shared.IsEmpty
            ? Sql.Of($"{left}{kind}{right} ON {Expression(join.Need("condition"))}")
            : Sql.Of($"{left}{kind}{right} USING ({shared})");
    }
}
