using System.Globalization;

namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>One statement: a query, or one of the commands Kali knows.</summary>
public sealed class SqlStatementReader(string sql, IReadOnlyDictionary<string, SqlParameter> parameters, ISqlPlaces places) : SqlTranslation(sql, parameters, places)
{
    public SqlCommand Read()
    {
        var command = Command();
        DemandEnd();
        return command;
    }

    private SqlCommand Command()
    {
        if (IsQuery())
            return new SqlCommand.Query(Query());
        WithoutMarkers = IsWord("CREATE") ? "the query of CREATE" : IsWord("DESCRIBE") ? "DESCRIBE QUERY" : null;
        if (Took("DESCRIBE", "QUERY"))
            return new SqlCommand.DescribeQuery(Query());
        if (Took("DESCRIBE", "HISTORY"))
            return new SqlCommand.DescribeHistory(TableName(), Took("LIMIT") ? (int)WholeNumber() : int.MaxValue);
        if (Took("DESCRIBE", "DETAIL"))
            return new SqlCommand.DescribeDetail(TableName());
        if (Took("CREATE", "OR", "REPLACE", "TABLE"))
            return Create(replaces: true);
        if (Took("CREATE", "TABLE"))
            return Create(replaces: false);
        if (Took("CREATE", "OR", "REPLACE", "FUNCTION"))
            return Function();
        if (Took("ALTER", "TABLE"))
            return Alter(TableName());
        if (Took("DROP", "TABLE"))
            return new SqlCommand.Drop(TableName());
        if (Took("UNDROP", "TABLE"))
            return new SqlCommand.Undrop(TableName());
        if (Took("RESTORE", "TABLE"))
        {
            var table = TableName();
            Demand("TO", "VERSION", "AS", "OF");
            return new SqlCommand.Restore(table, WholeNumber());
        }
        if (Took("OPTIMIZE"))
            return Optimize();
        if (Took("VACUUM"))
            return Vacuum();
        if (Took("INSERT", "OVERWRITE"))
            return Insert(replaces: true);
        if (Took("INSERT", "INTO"))
            return Insert(replaces: false);
        if (Took("MERGE", "INTO"))
            return Merge();
        if (Took("DELETE", "FROM"))
        {
            var table = TableName();
            Demand("WHERE");
            return new SqlCommand.Delete(table, Expression().Sql);
        }
        if (Took("UPDATE"))
        {
            var table = TableName();
            Demand("SET");
            var set = string.Join(", ", List(Assignment));
            Demand("WHERE");
            return new SqlCommand.Update(table, set, Expression().Sql);
        }
        throw Unexpected();
    }

    private SqlCommand.Create Create(bool replaces)
    {
        var table = TableName();
        List<DefinedColumn> columns = [];
        if (TookSymbol("("))
        {
            columns = List(Definition);
            DemandSymbol(")");
        }
        Demand("USING", "DELTA");
        List<string> partitions = [];
        if (Took("PARTITIONED", "BY"))
        {
            DemandSymbol("(");
            partitions = List(Name);
            DemandSymbol(")");
        }
        var comment = Took("COMMENT") ? TextLiteral() : null;
        var properties = Took("TBLPROPERTIES") ? Pairs() : [];
        var rows = Took("AS") ? Query() : null;
        if (rows is null == (columns.Count == 0))
            throw new SqlFault("OPERATION_NOT_ALLOWED", "Schema may not be specified in a Create Table As Select (CTAS) statement.", "0A000");
        return new SqlCommand.Create(table, replaces, columns, partitions, properties, rows) { Comment = comment };
    }

    /// <summary>A Python function of one text.</summary>
    private SqlCommand.CreateFunction Function()
    {
        var name = TableName();
        DemandSymbol("(");
        Demand("value", "STRING");
        DemandSymbol(")");
        Demand("RETURNS", "STRING", "LANGUAGE", "PYTHON", "DETERMINISTIC", "COMMENT");
        var comment = TextLiteral();
        Demand("AS");
        return Now.Kind == TokenKind.Body ? new SqlCommand.CreateFunction(name, comment, Next().Value) : throw Unexpected();
    }

    private SqlCommand Alter(List<string> table)
    {
        if (Took("SET", "TBLPROPERTIES"))
            return new SqlCommand.SetProperties(table, Pairs());
        if (Took("SET", "TAGS"))
            return new SqlCommand.SetTags(table, null, Pairs());
        if (Took("RENAME", "TO"))
            return new SqlCommand.Rename(table, TableName());
        if (Took("ADD", "COLUMNS"))
        {
            DemandSymbol("(");
            var columns = List(Definition);
            DemandSymbol(")");
            return new SqlCommand.AddColumns(table, columns);
        }
        Demand("ALTER", "COLUMN");
        var column = Name();
        if (Took("COMMENT"))
            return new SqlCommand.ChangeColumn(table, column, TextLiteral(), false);
        if (Took("SET", "TAGS"))
            return new SqlCommand.SetTags(table, column, Pairs());
        Demand("SET", "NOT", "NULL");
        return new SqlCommand.ChangeColumn(table, column, null, true);
    }

    private SqlCommand.Optimize Optimize()
    {
        var table = TableName();
        if (!Took("ZORDER", "BY"))
            return new SqlCommand.Optimize(table, []);
        DemandSymbol("(");
        var columns = List(Name);
        DemandSymbol(")");
        return new SqlCommand.Optimize(table, columns);
    }

    private SqlCommand.Vacuum Vacuum()
    {
        var table = TableName();
        var hours = 168L;
        if (Took("RETAIN"))
        {
            hours = WholeNumber();
            Demand("HOURS");
        }
        return new SqlCommand.Vacuum(table, hours, Took("DRY", "RUN"));
    }

    private SqlCommand.Insert Insert(bool replaces)
    {
        var table = TableName();
        List<string> columns = [];
        if (TookSymbol("("))
        {
            columns = List(Name);
            DemandSymbol(")");
        }
        return new SqlCommand.Insert(table, columns, Query(), replaces);
    }

    private SqlCommand.Merge Merge()
    {
        var table = TableName();
        Demand("AS");
        var alias = Quoted(Name());
        Demand("USING");
        DemandSymbol("(");
        var rows = Query();
        DemandSymbol(")");
        Demand("AS");
        var source = $"({rows}) AS {Quoted(Name())}";
        Demand("ON");
        var on = Expression().Sql;
        var clauses = new List<string>();
        while (Took("WHEN"))
            clauses.Add(Clause());
        return new SqlCommand.Merge(table, alias, source, on, clauses);
    }

    private string Clause()
    {
        var isMatched = !Took("NOT");
        Demand("MATCHED");
        var bySource = !isMatched && Took("BY", "SOURCE");
        var when = isMatched ? "WHEN MATCHED" : bySource ? "WHEN NOT MATCHED BY SOURCE" : "WHEN NOT MATCHED";
        if (Took("AND"))
            when += $" AND {Expression()}";
        Demand("THEN");
        if (!isMatched && !bySource)
        {
            Demand("INSERT");
            DemandSymbol("(");
            var columns = string.Join(", ", List(() => Quoted(Name())));
            DemandSymbol(")");
            Demand("VALUES");
            DemandSymbol("(");
            var values = string.Join(", ", List(() => Expression().Sql));
            DemandSymbol(")");
            return $"{when} THEN INSERT ({columns}) VALUES ({values})";
        }
        if (Took("DELETE"))
            return $"{when} THEN DELETE";
        Demand("UPDATE", "SET");
        return $"{when} THEN UPDATE SET {string.Join(", ", List(Assignment))}";
    }

    private string Assignment()
    {
        var column = Quoted(Name());
        DemandSymbol("=");
        return $"{column} = {Expression()}";
    }

    private DefinedColumn Definition()
    {
        var name = Name();
        var type = Type();
        var isNullable = true;
        if (Took("NOT", "NULL"))
            isNullable = false;
        return new DefinedColumn(name, type, isNullable, Took("COMMENT") ? TextLiteral() : null);
    }

    private Dictionary<string, string> Pairs()
    {
        DemandSymbol("(");
        var pairs = List(() =>
        {
            var key = TextLiteral();
            DemandSymbol("=");
            return KeyValuePair.Create(key, TextLiteral());
        });
        DemandSymbol(")");
        return pairs.ToDictionary(StringComparer.Ordinal);
    }

    private long WholeNumber() => Now.Kind == TokenKind.Number && long.TryParse(Now.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Taken(number) : throw Unexpected();

    private long Taken(long number)
    {
        Next();
        return number;
    }
}
