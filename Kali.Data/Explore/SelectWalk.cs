using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Kali.Data.Engines;

namespace Kali.Data.Explore;

/// <summary>
/// One walk over a parsed statement. Makes table names whole, collects the tables, and stops at the first node that is not known to be harmless.
/// </summary>
internal sealed class SelectWalk(VisibleTables visible)
{
    private static readonly HashSet<string> QueryNodes = ["SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE"];

    private static readonly HashSet<string> ExpressionClasses =
    [
        "COLUMN_REF", "CONSTANT", "COMPARISON", "CONJUNCTION", "OPERATOR", "CAST", "CASE", "BETWEEN", "STAR", "COLLATE", "LAMBDA", "LAMBDA_REF",
        "POSITIONAL_REFERENCE", "FUNCTION", "WINDOW", "SUBQUERY",
    ];

    private static readonly HashSet<string> Modifiers = ["ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER", "LIMIT_PERCENT_MODIFIER"];

    private static readonly SearchValues<char> MarksOfAPath = SearchValues.Create("/\\.*?:");

    private readonly Dictionary<TableName, SandboxedTable> _tables = [];
    private readonly Stack<HashSet<string>> _scopes = new();
    private int _joins;
    private int? _crossJoinAt;

    public ImmutableArray<SandboxedTable> Tables => [.. _tables.Values];

    public void Statement(JsonObject statement)
    {
        var node = Child(statement, "node");
        Query(node);
        if (_crossJoinAt is { } place && !HasLimit(node))
            throw new RefusedNode(SqlRefusalReason.CrossJoinWithoutLimit, "", place);
    }

    private void Query(JsonObject node)
    {
        var type = Text(node, "type");
        if (type == "RECURSIVE_CTE_NODE")
            throw new RefusedNode(SqlRefusalReason.Recursion, "", null);
        if (!QueryNodes.Contains(type))
            throw Unknown(node, type);
        var scope = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        _scopes.Push(scope);
        foreach (var entry in CommonTables(node))
        {
            Query(Child(Child(Child(entry, "value"), "query"), "node"));
            scope.Add(Text(entry, "key"));
        }
        if (type == "CTE_NODE")
        {
            Query(Child(node, "query"));
            scope.Add(Text(node, "cte_name"));
        }
        foreach (var (name, value) in node.Where(pair => pair.Key is not "cte_map" && !(type == "CTE_NODE" && pair.Key == "query")).ToList())
        {
            if (name is "left" or "right" or "child" && value is JsonObject query)
                Query(query);
            else if (name == "children" && value is JsonArray queries)
                foreach (var each in queries.OfType<JsonObject>())
                    Query(each);
            else if (name == "from_table" && value is JsonObject from)
                Source(from);
            else
                Any(value);
        }
        _scopes.Pop();
    }

    private static IEnumerable<JsonObject> CommonTables(JsonObject node) =>
        node["cte_map"] is JsonObject map && map["map"] is JsonArray entries ? entries.OfType<JsonObject>() : [];

    /// <summary>What stands after FROM.</summary>
    private void Source(JsonObject source)
    {
        switch (Text(source, "type"))
        {
            case "BASE_TABLE": Table(source); break;
            case "EMPTY": break;
            case "SUBQUERY": Query(Child(Child(source, "subquery"), "node")); Rest(source, "subquery"); break;
            case "TABLE_FUNCTION": TableFunction(Child(source, "function")); Rest(source, "function"); break;
            case "EXPRESSION_LIST": Rest(source); break;
            case "JOIN": Join(source); break;
            case "SHOW_REF": throw new RefusedNode(SqlRefusalReason.ConstructNotAllowed, "SHOW", Position(source));
            case var other: throw Unknown(source, other);
        }
    }

    private void Join(JsonObject join)
    {
        if (++_joins > SelectGuard.MostJoins)
            throw new RefusedNode(SqlRefusalReason.TooManyJoins, "", Position(join));
        if (Text(join, "ref_type") is "CROSS")
            _crossJoinAt ??= Position(join) ?? 0;
        Source(Child(join, "left"));
        Source(Child(join, "right"));
        Rest(join, "left", "right");
    }

    private void Table(JsonObject table)
    {
        var (catalog, schema, name) = (Text(table, "catalog_name"), Text(table, "schema_name"), Text(table, "table_name"));
        if (catalog.Length == 0 && schema.Length == 0 && _scopes.Any(scope => scope.Contains(name)))
        {
            Rest(table);
            return;
        }
        if (name.AsSpan().ContainsAny(MarksOfAPath))
            throw new RefusedNode(SqlRefusalReason.NotATable, name, Position(table));
        if (visible.Find(catalog, schema, name) is not { } found)
            throw new RefusedNode(SqlRefusalReason.UnknownTable, Whole(catalog, schema, name), Position(table));
        var version = Version(table);
        var calledBy = version is null ? found : found with { Name = string.Create(CultureInfo.InvariantCulture, $"{found.Name}@{version}") };
        _tables[calledBy] = new SandboxedTable(calledBy, found.At(version));
        if (version is not null && Text(table, "alias").Length == 0)
            table["alias"] = name;
        table["at_clause"] = null;
        (table["catalog_name"], table["schema_name"], table["table_name"]) = (calledBy.Catalog, calledBy.Schema, calledBy.Name);
        Rest(table);
    }

    /// <summary>The version of <c>FROM t AT (VERSION =&gt; 3)</c>.</summary>
    private static long? Version(JsonObject table)
    {
        if (table["at_clause"] is not JsonObject at)
            return null;
        if (Text(at, "unit").Equals("VERSION", StringComparison.OrdinalIgnoreCase)
            && at["expr"] is JsonObject expression && Text(expression, "class") == "CONSTANT" && Integer(expression) is { } version)
            return version;
        throw new RefusedNode(SqlRefusalReason.ConstructNotAllowed, "AT", Position(table));
    }

    private void TableFunction(JsonObject function)
    {
        var name = Text(function, "function_name");
        if (!AllowedFunctions.ContainsTableFunction(name) || IsElsewhere(function))
            throw new RefusedNode(SqlRefusalReason.TableFunctionNotAllowed, name, Position(function));
        Function(function, name);
    }

    private void Function(JsonObject function, string name)
    {
        if (!AllowedFunctions.Contains(name) || IsElsewhere(function))
            throw new RefusedNode(SqlRefusalReason.FunctionNotAllowed, name, Position(function));
        if (name.ToLowerInvariant() is "range" or "generate_series")
            Range(function);
        Rest(function);
    }

    /// <summary>A range is only as long as its constant bounds say.</summary>
    private static void Range(JsonObject function)
    {
        var bounds = function["children"] is JsonArray children ? children.OfType<JsonObject>().Select(Integer).ToList() : [];
        var isShort = bounds.Count is > 0 and <= 3 && bounds.All(bound => bound is >= -SelectGuard.LongestRange and <= SelectGuard.LongestRange);
        if (!isShort)
            throw new RefusedNode(SqlRefusalReason.RangeTooLong, Text(function, "function_name"), Position(function));
    }

    /// <summary>Functions of another schema or catalog than the engine's own.</summary>
    private static bool IsElsewhere(JsonObject function) =>
        Text(function, "schema") is not ("" or "main" or "pg_catalog") || Text(function, "catalog") is not ("" or "system");

    private void Expression(JsonObject expression, string kind)
    {
        if (kind == "PARAMETER")
            throw new RefusedNode(SqlRefusalReason.Parameter, Text(expression, "identifier"), Position(expression));
        if (!ExpressionClasses.Contains(kind))
            throw Unknown(expression, kind);
        switch (kind)
        {
            case "CONSTANT":
                break;
            case "FUNCTION" or "WINDOW":
                Function(expression, Text(expression, "function_name"));
                break;
            case "SUBQUERY":
                Query(Child(Child(expression, "subquery"), "node"));
                Rest(expression, "subquery");
                break;
            default:
                Rest(expression);
                break;
        }
    }

    private void Rest(JsonObject node, params ReadOnlySpan<string> seen)
    {
        foreach (var (name, value) in node.ToList())
        {
            if (!seen.Contains(name))
                Any(value);
        }
    }

    private void Any(JsonNode? value)
    {
        if (value is JsonArray array)
        {
            foreach (var element in array)
                Any(element);
        }
        else if (value is JsonObject node)
        {
            Any(node);
        }
    }

    private void Any(JsonObject node)
    {
        var type = Text(node, "type");
        if (node["class"] is JsonValue kind)
            Expression(node, kind.GetValue<string>());
        else if (type.EndsWith("_MODIFIER", StringComparison.Ordinal) && !Modifiers.Contains(type))
            throw Unknown(node, type);
        else if (type.EndsWith("_NODE", StringComparison.Ordinal))
            Query(node);
        else if (type is "BASE_TABLE" or "TABLE_FUNCTION" or "JOIN" or "SHOW_REF" or "PIVOT" or "COLUMN_DATA" or "DELIM_GET" or "BOUND_TABLE_REF")
            Source(node);
        else
            Rest(node);
    }

    private static bool HasLimit(JsonObject node) =>
        node["modifiers"] is JsonArray modifiers && modifiers.OfType<JsonObject>().Any(modifier => Text(modifier, "type").StartsWith("LIMIT", StringComparison.Ordinal));

    private static string Whole(string catalog, string schema, string name) => string.Join('.', new[] { catalog, schema, name }.Where(part => part.Length > 0));

    private static RefusedNode Unknown(JsonObject node, string kind) => new(SqlRefusalReason.ConstructNotAllowed, kind, Position(node));

    private static JsonObject Child(JsonObject node, string name) => node[name] as JsonObject ?? throw Unknown(node, name);

    private static string Text(JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static int? Position(JsonObject node) =>
        node["query_location"] is JsonValue value && value.TryGetValue<long>(out var at) && at is >= 0 and < int.MaxValue ? (int)at : null;

    private static long? Integer(JsonObject constant)
    {
        if (Text(constant, "class") != "CONSTANT" || constant["value"] is not JsonObject value)
            return null;
        return value["value"] is JsonValue number && number.TryGetValue<long>(out var integer) ? integer : null;
    }

    /// <summary>Ends the walk at a node that may not be there.</summary>
    internal sealed class RefusedNode(SqlRefusalReason reason, string subject, int? position) : Exception
    {
        public SqlRefusalReason Reason => reason;

        public string Subject => subject;

        public int? Position => position;
    }
}
