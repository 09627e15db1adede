using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Expressions;
using static Kali.Data.Engines.Databricks.Exploring.TreeNodes;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Kali.Data.Engines.Databricks.Exploring;

/// <summary>Values and conditions.</summary>
internal sealed partial class SelectPrinter
{
    private Sql Expression(JsonObject node) => node.Text("class") switch
    {
        "COLUMN_REF" => Sql.Join(".", node.Texts("column_names").Select(name => (Sql)new SqlName(name))),
        "CONSTANT" => Constant(node.Need("value")),
        "COMPARISON" => Sql.Of($"({Expression(node.Need("left"))}{Comparison(node.Text("type"))}{Expression(node.Need("right"))})"),
        "CONJUNCTION" => node.Text("type") == "CONJUNCTION_AND"
            ? Sql.Of($"({Sql.Join(" AND ", node.Children("children").Select(Expression))})")
            : Sql.Of($"({Sql.Join(" OR ", node.Children("children").Select(Expression))})"),
        "OPERATOR" => Operator(node.Text("type"), [.. node.Children("children").Select(Expression)]),
        "CAST" => Cast(node),
        "CASE" => Case(node),
        "BETWEEN" => Sql.Of($"({Expression(node.Need("input"))} BETWEEN {Expression(node.Need("lower"))} AND {Expression(node.Need("upper"))})"),
        "STAR" => Star(node),
        "FUNCTION" => Function(node),
        "WINDOW" => Window(node),
        "SUBQUERY" => Subquery(node),
        var other => throw Unknown(other),
    };

    private static Sql Constant(JsonObject value)
    {
        if (value.Is("is_null"))
            return Sql.Of($"NULL");
        var type = value.Need("type");
        var given = value["value"] as JsonValue ?? throw Unknown($"A constant of type {type.Text("id")}");
        if (type.Text("id") == "DECIMAL" && given.TryGetValue<long>(out var digits) && type.Child("type_info")?["scale"]?.GetValue<int>() is int and <= 28 and var scale)
            return Sql.Of($"{new decimal(digits) / (decimal)Math.Pow(10, scale)}");
        if (given.TryGetValue<bool>(out var truth))
            return new Truth(truth);
        // A whole number belongs to the statement: places to sort by and digits to round to cannot be parameters.
        if (given.TryGetValue<long>(out var whole) && type.Text("id") is not ("DOUBLE" or "FLOAT"))
            return new WholeNumber(whole);
        if (given.TryGetValue<string>(out var text))
            return Sql.Of($"{text}");
        return given.TryGetValue<double>(out var number) ? Sql.Of($"{number}") : throw Unknown($"The constant {given}");
    }

    private static Sql Comparison(string type) => type switch
    {
        "COMPARE_EQUAL" => Sql.Of($" = "),
        "COMPARE_NOTEQUAL" => Sql.Of($" <> "),
        "COMPARE_LESSTHAN" => Sql.Of($" < "),
        "COMPARE_GREATERTHAN" => Sql.Of($" > "),
        "COMPARE_LESSTHANOREQUALTO" => Sql.Of($" <= "),
        "COMPARE_GREATERTHANOREQUALTO" => Sql.Of($" >= "),
        "COMPARE_DISTINCT_FROM" => Sql.Of($" IS DISTINCT FROM "),
        "COMPARE_NOT_DISTINCT_FROM" => Sql.Of($" IS NOT DISTINCT FROM "),
        _ => throw Unknown(type),
    };

    private static Sql Operator(string type, ImmutableArray<Sql> operands) => type switch
    {
        "OPERATOR_NOT" => Sql.Of($"(NOT {operands[0]})"),
        "OPERATOR_IS_NULL" => Sql.Of($"({operands[0]} IS NULL)"),
        "OPERATOR_IS_NOT_NULL" => Sql.Of($"({operands[0]} IS NOT NULL)"),
        "OPERATOR_COALESCE" => Sql.Of($"coalesce({operands})"),
        "OPERATOR_NULLIF" => Sql.Of($"nullif({operands})"),
        "COMPARE_IN" => Sql.Of($"({operands[0]} IN ({operands.Skip(1)}))"),
        "COMPARE_NOT_IN" => Sql.Of($"({operands[0]} NOT IN ({operands.Skip(1)}))"),
        "ARRAY_CONSTRUCTOR" => Sql.Of($"array({operands})"),
        "ARRAY_EXTRACT" => Sql.Of($"try_element_at({operands})"),
        _ => throw Unknown(type),
    };

    private Sql Cast(JsonObject cast)
    {
        var type = DatabricksText.Type(SelectTypes.Of(cast.Need("cast_type")));
        var value = Expression(cast.Need("child"));
        return cast.Is("try_cast") ? Sql.Of($"TRY_CAST({value} AS {type})") : Sql.Of($"CAST({value} AS {type})");
    }

    private Sql Case(JsonObject choice)
    {
        var checks = choice.Children("case_checks").Select(check => Sql.Of($"WHEN {Expression(check.Need("when_expr"))} THEN {Expression(check.Need("then_expr"))}"));
        var otherwise = choice.Child("else_expr") is { } value ? Sql.Of($" ELSE {Expression(value)}") : Sql.Empty;
        return Sql.Of($"(CASE {Sql.Join(" ", checks)}{otherwise} END)");
    }

    private static Sql Star(JsonObject star)
    {
        if (star.Is("columns") || star["expr"] is JsonObject || star["replace_list"] is JsonArray { Count: > 0 } || star["rename_list"] is JsonArray { Count: > 0 })
            throw Unknown("COLUMNS, REPLACE or RENAME beside *");
        var excluded = star.Texts("exclude_list").Concat(star.Children("qualified_exclude_list").Select(column => column.Text("column"))).Select(column => new SqlName(column)).ToImmutableArray();
        var of = star.Text("relation_name") is { Length: > 0 } relation ? Sql.Of($"{new SqlName(relation)}.*") : Sql.Of($"*");
        return excluded.IsEmpty ? of : Sql.Of($"{of} EXCEPT ({excluded})");
    }

    private Sql Subquery(JsonObject node)
    {
        var query = Query(node.Need("subquery").Need("node"));
        return node.Text("subquery_type") switch
        {
            "SCALAR" => Sql.Of($"({query})"),
            "EXISTS" => Sql.Of($"EXISTS ({query})"),
            "NOT_EXISTS" => Sql.Of($"(NOT EXISTS ({query}))"),
            "ANY" when node.Text("comparison_type") == "COMPARE_EQUAL" => Sql.Of($"({Expression(node.Need("child"))} IN ({query}))"),
            var other => throw Unknown($"{other} with a query"),
        };
    }

    private Sql Function(JsonObject call)
    {
        var name = call.Text("function_name").ToLowerInvariant();
        if (call.Child("order_bys")?.Children("orders").Any() == true)
            throw Unknown($"ORDER BY within {name}");
        var arguments = call.Children("children").ToImmutableArray();
        var written = SelectFunctions.Print(name, arguments, [.. arguments.Select(Expression)], call.Is("distinct"));
        return call.Child("filter") is { } filter ? Sql.Of($"{written} FILTER (WHERE {Expression(filter)})") : written;
    }

    private Sql Window(JsonObject window)
    {
        var name = window.Text("function_name").ToLowerInvariant();
        if (window.Is("ignore_nulls") || window.Text("exclude_clause") is not ("" or "NO_OTHER") || window.Children("arg_orders").Any())
            throw Unknown($"This form of {name} OVER");
        var arguments = window.Children("children").Concat(new[] { window.Child("offset_expr"), window.Child("default_expr") }.OfType<JsonObject>()).ToImmutableArray();
        var call = SelectFunctions.Print(name, arguments, [.. arguments.Select(Expression)], window.Is("distinct"));
        if (window.Child("filter_expr") is { } filter)
            call = Sql.Of($"{call} FILTER (WHERE {Expression(filter)})");
        var partitions = window.Children("partitions").Select(Expression).ToImmutableArray();
        var orders = Orders(window).ToImmutableArray();
        var parts = new List<Sql>();
        if (!partitions.IsEmpty)
            parts.Add(Sql.Of($"PARTITION BY {partitions}"));
        if (!orders.IsEmpty)
            parts.Add(Sql.Of($"ORDER BY {orders}"));
        if (Frame(window) is { } frame)
            parts.Add(frame);
        return Sql.Of($"{call} OVER ({Sql.Join(" ", parts)})");
    }

    /// <summary>Null for the frame that is meant where none is written.</summary>
    private static Sql? Frame(JsonObject window)
    {
        var (start, end) = (window.Text("start"), window.Text("end"));
        if ((start, end) is ("UNBOUNDED_PRECEDING" or "", "CURRENT_ROW_RANGE" or ""))
            return null;
        Sql Bound(string bound, string amount) => bound switch
        {
            "UNBOUNDED_PRECEDING" => Sql.Of($"UNBOUNDED PRECEDING"),
            "UNBOUNDED_FOLLOWING" => Sql.Of($"UNBOUNDED FOLLOWING"),
            "CURRENT_ROW_ROWS" or "CURRENT_ROW_RANGE" => Sql.Of($"CURRENT ROW"),
            "EXPR_PRECEDING_ROWS" => Sql.Of($"{Rows(window, amount)} PRECEDING"),
            "EXPR_FOLLOWING_ROWS" => Sql.Of($"{Rows(window, amount)} FOLLOWING"),
            _ => throw Unknown($"A window {bound}"),
        };
        var isRows = start.EndsWith("ROWS", StringComparison.Ordinal) || end.EndsWith("ROWS", StringComparison.Ordinal);
        var (from, to) = (Bound(start, "start_expr"), Bound(end, "end_expr"));
        return isRows ? Sql.Of($"ROWS BETWEEN {from} AND {to}") : Sql.Of($"RANGE BETWEEN {from} AND {to}");
    }

    private static WholeNumber Rows(JsonObject window, string amount) => new(window.Need(amount).WholeNumber() ?? throw Unknown("A window of changing length"));
}
