using System.Text;

namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>
/// Queries in Databricks SQL as DuckDB takes them. It understands the subset that Kali prints and refuses everything else,
/// so that a statement in a wrong dialect cannot pass by accident.
/// </summary>
public partial class SqlTranslation(string sql, IReadOnlyDictionary<string, SqlParameter> parameters, ISqlPlaces places) : SqlReader(SqlTokens.Read(sql))
{
    protected IReadOnlyDictionary<string, SqlParameter> Parameters => parameters;

    /// <summary>The kind of a statement that takes no markers; null where they may stand.</summary>
    protected string? WithoutMarkers { get; set; }

    private static readonly string[] SetWords = ["UNION", "EXCEPT", "INTERSECT"];

    private static readonly string[] Reserved =
    [
        "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "QUALIFY", "UNION", "EXCEPT", "INTERSECT", "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "SEMI", "ANTI", "NATURAL", "LATERAL", "MINUS", "ON", "USING", "WHEN", "SET",
        "AND", "OR", "THEN", "ELSE", "END", "VERSION", "TIMESTAMP", "AS", "WITH", "VALUES", "MATCHED", "NOT", "IN", "IS",
    ];

    protected override string Around(int at) => $" (pos {at})\n\n== SQL ==\n{sql[Math.Max(0, at - 150)..at]}^^^{sql[at..Math.Min(sql.Length, at + 80)]}";

    protected bool IsQuery() => IsQuery(0);

    /// <summary>Whether a query begins there. One within brackets is a query where another follows it, or where the brackets are doubled; else it is a value.</summary>
    private bool IsQuery(int from)
    {
        if (Ahead(from).IsWord("SELECT") || Ahead(from).IsWord("WITH") || Ahead(from).IsWord("VALUES"))
            return true;
        if (!Ahead(from).Is("(") || !IsQuery(from + 1))
            return false;
        var after = Ahead(AfterBrackets(from));
        return after.Is(")") || SetWords.Any(after.IsWord) || after.IsWord("ORDER") || after.IsWord("LIMIT");
    }

    private int AfterBrackets(int from)
    {
        var depth = 0;
        do
        {
            if (Ahead(from).Kind == TokenKind.End)
                return from;
            depth += Ahead(from).Is("(") ? 1 : Ahead(from).Is(")") ? -1 : 0;
            from++;
        }
        while (depth > 0);
        return from;
    }

    /// <summary>A whole query that reads only; the statement ends with it.</summary>
    public string WholeQuery()
    {
        var query = Query();
        DemandEnd();
        return query;
    }

    protected string Query()
    {
        var text = new StringBuilder();
        if (Took("WITH"))
        {
            var tables = List(() =>
            {
                var name = Quoted(Name()) + Columns();
                Demand("AS");
                DemandSymbol("(");
                var query = Query();
                DemandSymbol(")");
                return $"{name} AS ({query})";
            });
            text.Append("WITH ").AppendJoin(", ", tables).Append(' ');
        }
        text.Append(Term());
        while (SetWords.FirstOrDefault(word => Took(word)) is { } set)
            text.Append(' ').Append(set).Append(Took("ALL") ? " ALL " : " ").Append(Term());
        if (Took("ORDER", "BY"))
            text.Append(" ORDER BY ").Append(Took("ALL") ? "ALL" : string.Join(", ", List(OrderItem)));
        if (Took("LIMIT"))
            text.Append(" LIMIT ").Append(Expression());
        if (Took("OFFSET"))
            text.Append(" OFFSET ").Append(Expression());
        return text.ToString();
    }

    private string Term()
    {
        if (TookSymbol("("))
        {
            var inside = Query();
            DemandSymbol(")");
            return $"({inside})";
        }
        return Took("VALUES") ? $"VALUES {string.Join(", ", List(Expression))}" : Select();
    }

    private string Select()
    {
        Demand("SELECT");
        var text = new StringBuilder("SELECT ");
        if (Took("DISTINCT"))
            text.Append("DISTINCT ");
        text.AppendJoin(", ", List(Item));
        if (Took("FROM"))
            text.Append(" FROM ").Append(Relations());
        if (Took("WHERE"))
            text.Append(" WHERE ").Append(Expression());
        if (Took("GROUP", "BY"))
            text.Append(" GROUP BY ").Append(Took("ALL") ? "ALL" : Took("GROUPING", "SETS") ? $"GROUPING SETS {Sets()}" : string.Join(", ", List(Expression)));
        if (Took("HAVING"))
            text.Append(" HAVING ").Append(Expression());
        if (Took("QUALIFY"))
            text.Append(" QUALIFY ").Append(Expression());
        return text.ToString();
    }

    private string Sets()
    {
        DemandSymbol("(");
        return Bracketed().Sql;
    }

    private string Item()
    {
        if (TookSymbol("*"))
            return $"*{Excluded()}";
        var start = Now.At;
        var value = Expression().Sql;
        if (value.EndsWith(".*", StringComparison.Ordinal))
            return value + Excluded();
        if (Took("AS"))
            return $"{value} AS {Quoted(Name())}";
        if (Now.Kind is TokenKind.Quoted || Now.Kind == TokenKind.Word && !Reserved.Contains(Now.Value, StringComparer.OrdinalIgnoreCase))
            return $"{value} AS {Quoted(Name())}";
        // A column that has no name is called by its text.
        return IsPlainColumn(value) ? value : $"{value} AS {Quoted(sql[start..Now.At].Trim())}";
    }

    private string Excluded()
    {
        if (!IsWord("EXCEPT") || !Ahead().Is("("))
            return "";
        Took("EXCEPT");
        return $" EXCLUDE {Columns().TrimStart()}";
    }

    private static bool IsPlainColumn(string value) => value.StartsWith('"') || value.EndsWith('*');

    private string Relations()
    {
        var text = new StringBuilder(Relation());
        while (true)
        {
            if (TookSymbol(","))
                text.Append(", ").Append(Relation());
            else if (Took("CROSS", "JOIN"))
                text.Append(" CROSS JOIN ").Append(Relation());
            else if (Join() is { } join)
            {
                text.Append(join).Append(Relation());
                if (Took("USING"))
                {
                    text.Append(" USING").Append(Columns());
                    continue;
                }
                Demand("ON");
                text.Append(" ON ").Append(Expression());
            }
            else
                return text.ToString();
        }
    }

    private string? Join()
    {
        if (Took("JOIN") || Took("INNER", "JOIN"))
            return " JOIN ";
        if (Took("LEFT", "SEMI", "JOIN"))
            return " SEMI JOIN ";
        if (Took("LEFT", "ANTI", "JOIN"))
            return " ANTI JOIN ";
        if (Took("RIGHT", "JOIN") || Took("RIGHT", "OUTER", "JOIN"))
            return " RIGHT JOIN ";
        if (Took("LEFT", "JOIN") || Took("LEFT", "OUTER", "JOIN"))
            return " LEFT JOIN ";
        return Took("FULL", "JOIN") || Took("FULL", "OUTER", "JOIN") ? " FULL JOIN " : null;
    }

    private string Relation()
    {
        string relation;
        if (TookSymbol("("))
        {
            relation = $"({Query()})";
            DemandSymbol(")");
        }
        else if (Now.Kind == TokenKind.Word && Ahead().Is("("))
        {
            relation = TableFunction();
        }
        else
        {
            var name = TableName();
            var version = Took("VERSION", "AS", "OF") ? long.Parse(Next().Value, System.Globalization.CultureInfo.InvariantCulture) : (long?)null;
            relation = name.Count == 1 && version is null ? Quoted(name[0]) : places.Table(name, version);
            return relation + (Alias() is { Length: > 0 } alias ? alias : $" AS {Quoted(name[^1])}");
        }
        return relation + Alias();
    }

    private string Alias()
    {
        if (!Took("AS") && (Now.Kind != TokenKind.Quoted && (Now.Kind != TokenKind.Word || Reserved.Contains(Now.Value, StringComparer.OrdinalIgnoreCase))))
            return "";
        var name = Quoted(Name());
        return $" AS {name}{Columns()}";
    }

    /// <summary>Names within brackets, or nothing.</summary>
    private string Columns()
    {
        if (!TookSymbol("("))
            return "";
        var columns = List(() => Quoted(Name()));
        DemandSymbol(")");
        return $" ({string.Join(", ", columns)})";
    }

    private string TableFunction()
    {
        var name = Next().Value;
        DemandSymbol("(");
        string relation;
        if (name.Equals("range", StringComparison.OrdinalIgnoreCase))
            relation = $"(SELECT range AS id FROM range({string.Join(", ", List(Expression))}))";
        else if (name.Equals("read_files", StringComparison.OrdinalIgnoreCase))
            relation = ReadFiles();
        else
            throw new SqlFault("UNRESOLVABLE_TABLE_VALUED_FUNCTION", $"Could not resolve `{name}` to a table-valued function.", "42883");
        DemandSymbol(")");
        return relation;
    }

    private string ReadFiles()
    {
        var path = TextLiteral();
        DemandSymbol(",");
        Demand("format");
        DemandSymbol("=>");
        return TextLiteral() switch
        {
            "parquet" => $"read_parquet({Literal(places.File(path))})",
            "binaryFile" => $"(SELECT {Literal(path)} AS path, CAST({places.LengthOf(path)} AS BIGINT) AS length)",
            _ => throw new SqlFault("UNSUPPORTED_FEATURE", "The emulator reads Parquet and binary files only.", "0A000"),
        };
    }

    /// <summary>One, two or three parts.</summary>
    protected List<string> TableName()
    {
        List<string> name = [Name()];
        while (TookSymbol("."))
            name.Add(Name());
        return name;
    }
}
