using System.Collections.Immutable;
using System.Text;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines;

/// <summary>Writes one statement in one dialect. The only place where statement text is put together.</summary>
public sealed class SqlPrinter(SqlDialect dialect, Func<TableRef, string> tableText)
{
    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<object?>.Builder _parameters = ImmutableArray.CreateBuilder<object?>();
    private readonly Dictionary<(object? Value, Type? Type), int> _numbers = [];

    public SqlDialect Dialect => dialect;

    public void Sql(Sql sql)
    {
        foreach (var part in sql.Parts)
        {
            switch (part)
            {
                case SqlPart.Text text: Text(text.Value); break;
                case SqlPart.Name name: Name(name.Value); break;
                case SqlPart.Table { Value: TableRef.Derived derived }: Derived(derived.Query); break;
                case SqlPart.Table table: Text(tableText(table.Value)); break;
                case SqlPart.Expression expression: Expression(expression.Value); break;
                case SqlPart.Parameter parameter: Parameter(parameter.Value); break;
            }
        }
    }

    private void Derived(Sql query)
    {
        Text("(");
        Sql(query);
        Text(")");
    }

    /// <summary>Text that is the same for every value and name: keywords, brackets, operators.</summary>
    internal void Text(string text) => _text.Append(text);

    internal void Name(SqlName name) => _text.Append(dialect.Quote(name));

    internal void Expression(SqlExpression expression) => expression.Print(this);

    /// <summary>One value has one mark however often it stands in the statement, so that an engine sees equal expressions as equal.</summary>
    internal void Parameter(object? value)
    {
        if (dialect.Literal(value) is { } literal)
        {
            _text.Append(literal);
            return;
        }
        var key = (value, value?.GetType());
        if (!_numbers.TryGetValue(key, out var number))
        {
            _parameters.Add(value);
            number = _numbers[key] = _parameters.Count;
        }
        _text.Append(dialect.ParameterMark(number));
    }

    internal void List(IEnumerable<SqlExpression> expressions)
    {
        var isFirst = true;
        foreach (var expression in expressions)
        {
            if (!isFirst)
                Text(", ");
            expression.Print(this);
            isFirst = false;
        }
    }

    internal void Function(string name, IEnumerable<SqlExpression> arguments)
    {
        Text(name);
        Text("(");
        List(arguments);
        Text(")");
    }

    internal void Chain(IReadOnlyList<SqlExpression> conditions, string separator, string whenEmpty)
    {
        if (conditions.Count == 0)
        {
            Text(whenEmpty);
            return;
        }
        Text("(");
        for (var i = 0; i < conditions.Count; i++)
        {
            if (i > 0)
                Text(separator);
            conditions[i].Print(this);
        }
        Text(")");
    }

    internal SqlStatement ToStatement() => new(_text.ToString(), _parameters.ToImmutable());
}
