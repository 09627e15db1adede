using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Recursive descent over the tokens; every rule of the grammar is one method, weakest binding first.</summary>
internal sealed class RowExpressionParser(List<RowToken> tokens, RuleSubject subject)
{
    private const int DeepestNesting = 60;
    private readonly List<string> _mentioned = [];
    private int _at;
    private int _depth;

    public ImmutableArray<string> Mentioned => [.. _mentioned.Distinct()];

    private RowToken Next => tokens[_at];

    public SqlExpression Whole()
    {
        var value = Either();
        return Next.Kind == RowTokenKind.End
            ? Condition(value)
            : throw new RowExpressionFault($"“{Next.Text}” at character {Next.At} is not expected there.");
    }

    public SqlExpression WholeText()
    {
        var value = Either();
        if (Next.Kind != RowTokenKind.End)
            throw new RowExpressionFault($"“{Next.Text}” at character {Next.At} is not expected there.");
        return value.Kind switch
        {
            RowValueKind.Text or RowValueKind.Missing => value.Sql,
            RowValueKind.Number or RowValueKind.Date => value.Sql.AsText(),
            _ => throw new RowExpressionFault($"{RowValue.Word(value.Kind)} stands where a text is needed, such as trim(city)."),
        };
    }

    private RowValue Either()
    {
        if (++_depth > DeepestNesting)
            throw new RowExpressionFault("it is nested too deeply.");
        var left = Both();
        while (TakeWord("or"))
            left = new RowValue(new AnyOf(Condition(left), Condition(Both())), RowValueKind.Truth);
        _depth--;
        return left;
    }

    private RowValue Both()
    {
        var left = Not();
        while (TakeWord("and"))
            left = new RowValue(new AllOf(Condition(left), Condition(Not())), RowValueKind.Truth);
        return left;
    }

    private RowValue Not()
    {
        var isNegated = false;
        while (TakeWord("not"))
            isNegated = !isNegated;
        var value = Compared();
        return isNegated ? new RowValue(Condition(value).Not(), RowValueKind.Truth) : value;
    }

    private RowValue Compared()
    {
        var left = Sum();
        var at = Next.At;
        if (TakeWord("is"))
        {
            var isNegated = TakeWord("not");
            if (!TakeWord("missing") && !TakeWord("null"))
                throw Expected("missing");
            return new RowValue(new NullTest(left.Sql, isNegated), RowValueKind.Truth);
        }
        var isNot = Next.IsWord("not") && (tokens[_at + 1].IsWord("in") || tokens[_at + 1].IsWord("between") || tokens[_at + 1].IsWord("like"));
        if (isNot)
            _at++;
        var result = TakeWord("in") ? In(left, at) : TakeWord("between") ? Between(left, at) : TakeWord("like") ? Like(left, at) : null;
        if (result is not null)
            return new RowValue(isNot ? result.Not() : result, RowValueKind.Truth);
        if (Next.Kind != RowTokenKind.Sign || Operator(Next.Text) is not { } comparison)
            return left;
        _at++;
        var (one, other) = RowValue.Alike(left, Sum(), at);
        return new RowValue(new Comparison(comparison, one.Sql, other.Sql), RowValueKind.Truth);
    }

    private static ComparisonOperator? Operator(string sign) => sign switch
    {
        "=" or "==" => ComparisonOperator.Equal,
        "<>" or "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private SqlExpression In(RowValue left, int at)
    {
        Need("(");
        var values = List(Sum);
        return left.Sql.In(values.Select(value => RowValue.Alike(left, value, at).Right.Sql));
    }

    private AllOf Between(RowValue left, int at)
    {
        var min = RowValue.Alike(left, Sum(), at);
        if (!TakeWord("and"))
            throw Expected("and");
        var max = RowValue.Alike(left, Sum(), at);
        return new AllOf(min.Left.Sql.AtLeast(min.Right.Sql), max.Left.Sql.AtMost(max.Right.Sql));
    }

    private PatternMatch Like(RowValue left, int at)
    {
        var text = left.As(RowValueKind.Text) ?? throw new RowExpressionFault($"“like” at character {at} takes texts, not {RowValue.Word(left.Kind)}.");
        var pattern = Sum();
        return pattern.Literal is { } like && CommonRegex.TryParse(LikePattern.ToRegex(like), out var regex, out _)
            ? new PatternMatch(text.Sql, regex, IsWhole: true)
            : throw new RowExpressionFault($"“like” at character {at} takes a text in single quotes, such as 'A%'.");
    }

    private RowValue Sum()
    {
        var left = Product();
        while (Next.IsSign("+") || Next.IsSign("-"))
        {
            var sign = tokens[_at++];
            var operation = sign.Text == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            left = new RowValue(new Arithmetic(operation, Number(left, sign), Number(Product(), sign)), RowValueKind.Number);
        }
        return left;
    }

    private RowValue Product()
    {
        var left = Signed();
        while (Next.IsSign("*") || Next.IsSign("/") || Next.IsSign("%"))
        {
            var sign = tokens[_at++];
            var (one, other) = (Number(left, sign), Number(Signed(), sign));
            left = new RowValue(sign.Text switch
            {
                "*" => new Arithmetic(ArithmeticOperator.Multiply, one, other),
                "/" => new Arithmetic(ArithmeticOperator.Divide, one, other),
                _ => SqlExpression.Call(SqlFunction.Remainder, one, other),
            }, RowValueKind.Number);
        }
        return left;
    }

    private RowValue Signed()
    {
        if (!Next.IsSign("-"))
            return Primary();
        var sign = tokens[_at++];
        return new RowValue(new Arithmetic(ArithmeticOperator.Subtract, new WholeNumber(0), Number(Primary(), sign)), RowValueKind.Number);
    }

    private RowValue Primary()
    {
        var token = Next;
        _at++;
        switch (token.Kind)
        {
            case RowTokenKind.Number:
                return decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? new RowValue(number == decimal.Truncate(number) && number <= long.MaxValue ? new Constant((long)number) : new Constant(number), RowValueKind.Number)
                    : throw new RowExpressionFault($"“{token.Text}” at character {token.At} is no number.");
            case RowTokenKind.Text:
                return new RowValue(new Constant(token.Text), RowValueKind.Text, token.Text);
            case RowTokenKind.ColumnName:
                return ColumnOf(token);
            case RowTokenKind.Sign when token.Text == "(":
                var inner = Either();
                Need(")");
                return inner;
            case RowTokenKind.Word when Next.IsSign("("):
                _at++;
                return RowFunctions.Call(token.Text, List(Either), subject, token.At);
            case RowTokenKind.Word:
                return token.Text.ToLowerInvariant() switch
                {
                    "true" => new RowValue(new Truth(true), RowValueKind.Truth),
                    "false" => new RowValue(new Truth(false), RowValueKind.Truth),
                    "missing" or "null" => new RowValue(new Missing(DataType.String), RowValueKind.Missing),
                    "case" => Choice(token),
                    _ => ColumnOf(token),
                };
            default:
                throw new RowExpressionFault(token.Kind == RowTokenKind.End ? "it ends too early." : $"“{token.Text}” at character {token.At} is not expected there.");
        }
    }

    private RowValue Choice(RowToken start)
    {
        var branches = ImmutableArray.CreateBuilder<(SqlExpression, SqlExpression)>();
        var kind = RowValueKind.Missing;
        while (TakeWord("when"))
        {
            var when = Condition(Either());
            if (!TakeWord("then"))
                throw Expected("then");
            branches.Add((when, OneKind(Either())));
        }
        var otherwise = TakeWord("else") ? OneKind(Either()) : null;
        if (branches.Count == 0 || !TakeWord("end"))
            throw Expected("end");
        return new RowValue(new Case(branches.ToImmutable(), otherwise), kind);

        SqlExpression OneKind(RowValue value)
        {
            if (kind == RowValueKind.Missing)
                kind = value.Kind;
            return value.As(kind)?.Sql ?? throw new RowExpressionFault($"the results of case at character {start.At} are of different kinds.");
        }
    }

    private RowValue ColumnOf(RowToken token)
    {
        var column = subject.Find(token.Text)
            ?? subject.Schema.Columns.FirstOrDefault(known => string.Equals(known.Label, token.Text, StringComparison.OrdinalIgnoreCase))
            ?? subject.Schema.Columns.FirstOrDefault(known => string.Equals(known.Name, token.Text, StringComparison.OrdinalIgnoreCase))
            ?? throw new RowExpressionFault($"the table has no column {token.Text} (character {token.At}).");
        _mentioned.Add(column.Name);
        return new RowValue(new Column(column.Name), RowValue.KindOf(column.Type));
    }

    private List<RowValue> List(Func<RowValue> item)
    {
        var values = new List<RowValue>();
        if (Next.IsSign(")"))
        {
            _at++;
            return values;
        }
        do
        {
            values.Add(item());
        }
        while (Take(","));
        Need(")");
        return values;
    }

    private static SqlExpression Condition(RowValue value) => value.Kind is RowValueKind.Truth or RowValueKind.Missing
        ? value.Sql
        : throw new RowExpressionFault($"{RowValue.Word(value.Kind)} stands where a condition is needed, such as amount > 0.");

    private static SqlExpression Number(RowValue value, RowToken sign) =>
        value.As(RowValueKind.Number)?.Sql ?? throw new RowExpressionFault($"“{sign.Text}” at character {sign.At} takes numbers, not {RowValue.Word(value.Kind)}.");

    private bool Take(string sign)
    {
        var isThere = Next.IsSign(sign);
        if (isThere)
            _at++;
        return isThere;
    }

    private bool TakeWord(string word)
    {
        var isThere = Next.IsWord(word);
        if (isThere)
            _at++;
        return isThere;
    }

    private void Need(string sign)
    {
        if (!Take(sign))
            throw Expected(sign);
    }

    private RowExpressionFault Expected(string what) => new($"“{what}” is expected at character {Next.At}.");
}
