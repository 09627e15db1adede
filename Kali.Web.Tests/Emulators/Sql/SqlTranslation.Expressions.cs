namespace Kali.Web.Tests.Emulators.Sql;

public partial class SqlTranslation
{
    /// <summary>An expression in DuckDB's SQL, with its value where it is constant text.</summary>
    protected readonly record struct Piece(string Sql, string? Constant = null)
    {
        public override string ToString() => Sql;
    }

    protected Piece Expression() => Or();

    private Piece Or()
    {
        var left = And();
        while (Took("OR"))
            left = new($"({left} OR {And()})");
        return left;
    }

    private Piece And()
    {
        var left = Not();
        while (Took("AND"))
            left = new($"({left} AND {Not()})");
        return left;
    }

    private Piece Not() => Took("NOT") ? new($"(NOT {Not()})") : Comparison();

    private Piece Comparison()
    {
        var left = Additive();
        while (true)
        {
            if (Now.Kind == TokenKind.Symbol && Now.Value is "=" or "<>" or "!=" or "<" or "<=" or ">" or ">=")
                left = new($"({left} {Next().Value} {Additive()})");
            else if (Took("IS", "NOT", "DISTINCT", "FROM"))
                left = new($"({left} IS NOT DISTINCT FROM {Additive()})");
            else if (Took("IS", "DISTINCT", "FROM"))
                left = new($"({left} IS DISTINCT FROM {Additive()})");
            else if (Took("IS", "NOT", "NULL"))
                left = new($"({left} IS NOT NULL)");
            else if (Took("IS", "NULL"))
                left = new($"({left} IS NULL)");
            else if (Took("NOT", "IN"))
                left = new($"({left} NOT IN {InItems()})");
            else if (Took("IN"))
                left = new($"({left} IN {InItems()})");
            else if (Took("NOT", "LIKE"))
                left = new($"({left} NOT LIKE {Additive()} ESCAPE '\\')");
            else if (Took("LIKE"))
                left = new($"({left} LIKE {Additive()} ESCAPE '\\')");
            else if (Took("NOT", "ILIKE"))
                left = new($"({left} NOT ILIKE {Additive()} ESCAPE '\\')");
            else if (Took("ILIKE"))
                left = new($"({left} ILIKE {Additive()} ESCAPE '\\')");
            else if (Took("BETWEEN"))
            {
                var from = Additive();
                Demand("AND");
                left = new($"({left} BETWEEN {from} AND {Additive()})");
            }
            else
                return left;
        }
    }

    private string InItems()
    {
        DemandSymbol("(");
        var items = IsQuery() ? Query() : string.Join(", ", List(Expression));
        DemandSymbol(")");
        return $"({items})";
    }

    private Piece Additive()
    {
        var left = Multiplicative();
        while (Now.Kind == TokenKind.Symbol && Now.Value is "+" or "-" or "||" or "&")
            left = new($"({left} {Next().Value} {Multiplicative()})");
        return left;
    }

    private Piece Multiplicative()
    {
        var left = Unary();
        while (Now.Kind == TokenKind.Symbol && Now.Value is "*" or "/" or "%")
            left = new($"({left} {Next().Value} {Unary()})");
        return left;
    }

    private Piece Unary() => TookSymbol("-") ? new($"(-{Unary()})") : Suffixed();

    private Piece Suffixed()
    {
        var value = Primary();
        while (TookSymbol("::"))
            value = Cast("CAST", value, Type());
        return value;
    }

    private Piece Primary()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Next();
                return new(token.Value.EndsWith('D') ? $"CAST({token.Value[..^1]} AS DOUBLE)" : token.Value.EndsWith('L') ? $"CAST({token.Value[..^1]} AS BIGINT)" : token.Value);
            case TokenKind.Text:
                Next();
                return new(Literal(token.Value), token.Value);
            case TokenKind.Mark:
                Next();
                return Parameter(token.Value);
            case TokenKind.Symbol when TookSymbol("("):
                return Bracketed();
            case TokenKind.Word:
                return Word();
            case TokenKind.Quoted:
                return Column();
            default:
                throw Unexpected();
        }
    }

    private Piece Bracketed()
    {
        if (TookSymbol(")"))
            return new("()");
        var inside = IsQuery() ? Query() : string.Join(", ", List(Expression));
        DemandSymbol(")");
        return new($"({inside})");
    }

    private Piece Parameter(string name)
    {
        if (WithoutMarkers is { } kind)
            throw new SqlFault("UNSUPPORTED_FEATURE.PARAMETER_MARKER_IN_UNEXPECTED_STATEMENT", $"The feature is not supported: Parameter markers are not allowed in {kind}.", "0A000");
        if (!Parameters.TryGetValue(name, out var given))
            throw new SqlFault("UNBOUND_SQL_PARAMETER", $"Found the unbound parameter: {name}. Please, fix args and provide a mapping of the parameter to either a SQL literal or collection constructor functions.", "42P02");
        var type = SqlTypes.ToDuck(given.Type);
        if (given.Value is null)
            return new($"CAST(NULL AS {type})");
        return type == "VARCHAR" ? new(Literal(given.Value), given.Value) : new($"CAST({Literal(given.Value)} AS {type})");
    }

    private Piece Word()
    {
        var word = Now.Value.ToUpperInvariant();
        switch (word)
        {
            case "TRUE" or "FALSE" or "NULL":
                Next();
                return new(word);
            case "CASE":
                Next();
                return Case();
            case "CAST" or "TRY_CAST" when Ahead().Is("("):
                Next();
                DemandSymbol("(");
                var value = Expression();
                Demand("AS");
                var type = Type();
                DemandSymbol(")");
                return Cast(word, value, type);
            case "EXISTS" when Ahead().Is("("):
                Next();
                DemandSymbol("(");
                var query = Query();
                DemandSymbol(")");
                return new($"EXISTS ({query})");
            case "DATE" or "TIMESTAMP" when Ahead().Kind == TokenKind.Text:
                Next();
                return new($"CAST({Literal(TextLiteral())} AS {SqlTypes.ToDuck(word)})");
            default:
                return Ahead().Is("(") ? Call() : Column();
        }
    }

    private Piece Case()
    {
        var text = new System.Text.StringBuilder("CASE");
        if (!IsWord("WHEN"))
            text.Append(' ').Append(Expression());
        while (Took("WHEN"))
        {
            text.Append(" WHEN ").Append(Expression());
            Demand("THEN");
            text.Append(" THEN ").Append(Expression());
        }
        if (Took("ELSE"))
            text.Append(" ELSE ").Append(Expression());
        Demand("END");
        return new(text.Append(" END").ToString());
    }

    /// <summary>Databricks prints instants without an offset, in the session's zone.</summary>
    private static Piece Cast(string cast, Piece value, string type) => type == "STRING"
        ? new($"(CASE WHEN typeof({value}) = 'TIMESTAMP WITH TIME ZONE' THEN regexp_replace(CAST({value} AS VARCHAR), '\\+00$', '') ELSE {cast}({value} AS VARCHAR) END)")
        : new($"{cast}({value} AS {SqlTypes.ToDuck(type)})");

    protected string Type()
    {
        var name = Name().ToUpperInvariant();
        if (TookSymbol("<"))
        {
            var inside = List<string>(name == "STRUCT" ? Field : Type);
            DemandSymbol(">");
            return $"{name}<{string.Join(", ", inside)}>";
        }
        if (name != "DECIMAL" || !TookSymbol("("))
            return name;
        var precision = Next().Value;
        DemandSymbol(",");
        var scale = Next().Value;
        DemandSymbol(")");
        return $"DECIMAL({precision},{scale})";
    }

    private string Field()
    {
        var name = Name();
        TookSymbol(":");
        return $"`{name}`: {Type()}";
    }

    private Piece Column()
    {
        var parts = new List<string> { Name() };
        while (TookSymbol("."))
        {
            if (TookSymbol("*"))
                return new($"{string.Join('.', parts.Select(Quoted))}.*");
            parts.Add(Name());
        }
        if (parts.Count != 3 || !TookSymbol("("))
            return new(string.Join('.', parts.Select(Quoted)));
        var argument = Expression();
        DemandSymbol(")");
        return new($"{places.Function(parts)}({argument})");
    }

    private Piece Call()
    {
        var name = Next().Value;
        DemandSymbol("(");
        var isDistinct = Took("DISTINCT");
        var arguments = new List<Piece>();
        var isOfAll = TookSymbol("*");
        if (!isOfAll && !Now.Is(")"))
            arguments = List(Argument);
        DemandSymbol(")");
        var call = isOfAll || isDistinct
            ? Counted(name, isOfAll, arguments)
            : SqlFunctions.Translate(name, [.. arguments.Select(argument => (argument.Sql, argument.Constant))]);
        if (Took("WITHIN", "GROUP"))
        {
            DemandSymbol("(");
            Demand("ORDER", "BY");
            call = $"{call} WITHIN GROUP (ORDER BY {OrderItem()})";
            DemandSymbol(")");
        }
        if (Took("FILTER"))
        {
            DemandSymbol("(");
            Demand("WHERE");
            call = $"{call} FILTER (WHERE {Expression()})";
            DemandSymbol(")");
        }
        return new(Took("OVER") ? $"{call} OVER {Window()}" : call);
    }

    private static string Counted(string name, bool isOfAll, List<Piece> arguments) => name.ToLowerInvariant() switch
    {
        "count" when isOfAll => "count(*)",
        "count" or "sum" or "avg" or "min" or "max" when !isOfAll => $"{name}(DISTINCT {string.Join(", ", arguments)})",
        _ => throw SqlFault.NoFunction(name),
    };

    /// <summary>An expression, or a function of one's own: <c>x -> …</c>, <c>(x, i) -> …</c>.</summary>
    private Piece Argument()
    {
        if (Now.Kind is TokenKind.Word or TokenKind.Quoted && Ahead().Is("->"))
        {
            var name = Name();
            Next();
            return new($"lambda {Quoted(name)}: {Expression()}");
        }
        if (Now.Is("(") && Ahead().Kind == TokenKind.Word && Ahead(2).Is(",") && Ahead(3).Kind == TokenKind.Word && Ahead(4).Is(")") && Ahead(5).Is("->"))
        {
            Next();
            var first = Name();
            Next();
            var second = Name();
            Next();
            Next();
            return new($"lambda {Quoted(first)}, {Quoted(second)}: {Expression()}");
        }
        return Expression();
    }

    private string Window()
    {
        DemandSymbol("(");
        var parts = new List<string>();
        if (Took("PARTITION", "BY"))
            parts.Add($"PARTITION BY {string.Join(", ", List(Expression))}");
        if (Took("ORDER", "BY"))
            parts.Add($"ORDER BY {string.Join(", ", List(OrderItem))}");
        if (Took("ROWS"))
            parts.Add($"ROWS {Frame()}");
        else if (Took("RANGE"))
            parts.Add($"RANGE {Frame()}");
        DemandSymbol(")");
        return $"({string.Join(' ', parts)})";
    }

    private string Frame()
    {
        Demand("BETWEEN");
        var from = Bound();
        Demand("AND");
        return $"BETWEEN {from} AND {Bound()}";
    }

    private string Bound()
    {
        if (Took("CURRENT", "ROW"))
            return "CURRENT ROW";
        var amount = Took("UNBOUNDED") ? "UNBOUNDED" : Expression().Sql;
        if (Took("PRECEDING"))
            return $"{amount} PRECEDING";
        Demand("FOLLOWING");
        return $"{amount} FOLLOWING";
    }

    private string OrderItem()
    {
        var item = Expression().Sql;
        var isDescending = Took("DESC");
        if (!isDescending)
            Took("ASC");
        var nullsFirst = Took("NULLS", "FIRST") || !Took("NULLS", "LAST") && !isDescending;
        return $"{item} {(isDescending ? "DESC" : "ASC")} NULLS {(nullsFirst ? "FIRST" : "LAST")}";
    }
}
