using System.Text;

namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>
/// Queries in Databricks SQL as DuckDB takes them. It understands the subset that Kali prints and refuses everything else,
/// so that a statement in a wrong dialect cannot pass by accident.
/// </summary>
public partial class SqlTranslation(string sql, IReadOnlyDictionary<string, SqlParameter> parameters, ISqlPlaces places) : SqlReader(SqlTokens.Read(sql))
{
    protected IReadOnlyDictionary<string, SqlParameter> Parameters => parameters;

    private static readonly string[] Reserved =
    [
        "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "UNION", "EXCEPT", "INTERSECT", "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "ON", "USING", "WHEN", "SET",
        "AND", "OR", "THEN", "ELSE", "END", "VERSION", "TIMESTAMP", "AS", "WITH", "VALUES", "MATCHED", "NOT", "IN", "IS",
    ];

    protected override string Around(int at) => $" (pos {at})\n\n== SQL ==\n{sql[Math.Max(0, at - 150)..at]}^^^{sql[at..Math.Min(sql.Length, at + 80)]}";

    protected bool IsQuery() => IsWord("SELECT") || IsWord("WITH") || IsWord("VALUES");

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
                var name = Quoted(Name());
                Demand("AS");
                DemandSymbol("(");
                var query = Query();
                DemandSymbol(")");
                return $"{name} AS ({query})";
            });
            text.Append("WITH ").AppendJoin(", ", tables).Append(' ');
        }
        text.Append(Term());
        while (true)
        {
            if (Took("UNION", "ALL"))
                text.Append(" UNION ALL ").Append(Term());
            else if (Took("EXCEPT", "ALL"))
                text.Append(" EXCEPT ALL ").Append(Term());
            else
                break;
        }
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
            text.Append(" GROUP BY ").Append(Took("GROUPING", "SETS") ? $"GROUPING SETS {Sets()}" : string.Join(", ", List(Expression)));
        if (Took("HAVING"))
            text.Append(" HAVING ").Append(Expression());
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
            return "*";
        var start = Now.At;
        var value = Expression().Sql;
        if (Took("AS"))
            return $"{value} AS {Quoted(Name())}";
        if (Now.Kind is TokenKind.Quoted || Now.Kind == TokenKind.Word && !Reserved.Contains(Now.Value, StringComparer.OrdinalIgnoreCase))
            return $"{value} AS {Quoted(Name())}";
        // A column that has no name is called by its text.
        return IsPlainColumn(value) ? value : $"{value} AS {Quoted(sql[start..Now.At].Trim())}";
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
        }
        return relation + Alias();
    }

    private string Alias()
    {
        if (!Took("AS") && (Now.Kind != TokenKind.Quoted && (Now.Kind != TokenKind.Word || Reserved.Contains(Now.Value, StringComparer.OrdinalIgnoreCase))))
            return "";
        var name = Quoted(Name());
        if (!TookSymbol("("))
            return $" AS {name}";
        var columns = List(() => Quoted(Name()));
        DemandSymbol(")");
        return $" AS {name}({string.Join(", ", columns)})";
    }

    private string TableFunction()
    {
        var name = Next().Value;
        DemandSymbol("(");
        string relation;
        if (name.Equals("range", StringComparison.OrdinalIgnoreCase))
            relation = $"range({string.Join(", ", List(Expression))})";
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
        if (TextLiteral() != "parquet")
            throw new SqlFault("UNSUPPORTED_FEATURE", "The emulator reads Parquet files only.", "0A000");
        return $"read_parquet({Literal(places.File(path))})";
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
