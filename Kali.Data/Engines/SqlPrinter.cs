using System.Collections.Immutable;
using System.Text;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines;

/// <summary>Writes one statement in one dialect. The only place where statement text is put together.</summary>
public sealed class SqlPrinter(SqlDialect dialect, Func<TableRef, string> tableText)
{
    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<object?>.Builder _parameters = ImmutableArray.CreateBuilder<object?>();

    public SqlDialect Dialect => dialect;

    public void Sql(Sql sql)
    {
        foreach (var part in sql.Parts)
        {
            switch (part)
            {
                case SqlPart.Text text: Text(text.Value); break;
                case SqlPart.Name name: Name(name.Value); break;
                case SqlPart.Table table: Text(tableText(table.Value)); break;
                case SqlPart.Expression expression: Expression(expression.Value); break;
                case SqlPart.Parameter parameter: Parameter(parameter.Value); break;
            }
        }
    }

    /// <summary>Text that is the same for every value and name: keywords, brackets, operators.</summary>
    internal void Text(string text) => _text.Append(text);

    internal void Name(SqlName name) => _text.Append(dialect.Quote(name));

    internal void Expression(SqlExpression expression) => expression.Print(this);

    internal void Parameter(object? value)
    {
        _parameters.Add(value);
        _text.Append(dialect.ParameterMark(_parameters.Count));
    }

    internal SqlStatement ToStatement() => new(_text.ToString(), _parameters.ToImmutable());
}
