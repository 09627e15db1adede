using System.Collections.Immutable;

namespace Kali.Data.Engines.Expressions;

/// <summary>
/// A value computed in SQL, written once and printed by each engine's <see cref="SqlDialect"/>, so that a check means the same on both.
/// Only what every dialect can print, with the same result, is in this family.
/// </summary>
public abstract record SqlExpression
{
    /// <summary>Prints this node for a dialect; nodes the dialects differ on ask it, all others print themselves.</summary>
    internal abstract void Print(SqlPrinter printer);

    public static SqlExpression True { get; } = new Comparison(ComparisonOperator.Equal, new WholeNumber(1), new WholeNumber(1));

    public SqlExpression IsNull() => new NullTest(this, IsNegated: false);

    public SqlExpression IsNotNull() => new NullTest(this, IsNegated: true);

    public SqlExpression EqualTo(SqlExpression other) => new Comparison(ComparisonOperator.Equal, this, other);

    public SqlExpression NotEqualTo(SqlExpression other) => new Comparison(ComparisonOperator.NotEqual, this, other);

    public SqlExpression LessThan(SqlExpression other) => new Comparison(ComparisonOperator.Less, this, other);

    public SqlExpression AtMost(SqlExpression other) => new Comparison(ComparisonOperator.LessOrEqual, this, other);

    public SqlExpression GreaterThan(SqlExpression other) => new Comparison(ComparisonOperator.Greater, this, other);

    public SqlExpression AtLeast(SqlExpression other) => new Comparison(ComparisonOperator.GreaterOrEqual, this, other);

    public SqlExpression In(IEnumerable<SqlExpression> values) => new InList(this, [.. values]);

    public SqlExpression In(IEnumerable<string> values) => new InList(this, [.. values.Select(value => new Constant(value))]);

    public SqlExpression CastTo(DataType type) => new Cast(this, type);

    public SqlExpression TryCastTo(DataType type) => new TryCast(this, type);

    /// <summary>The value as the engine prints it.</summary>
    public SqlExpression AsText() => new Cast(this, DataType.String);

    public SqlExpression Not() => new Negation(this);

    /// <summary>True where the condition is true, false where it is false or unknown.</summary>
    public SqlExpression Surely() => new Coalesce([this, new Truth(false)]);

    public static SqlExpression Call(SqlFunction function, params ImmutableArray<SqlExpression> arguments) => new FunctionCall(function, arguments);
}

/// <summary>A column of the statement's table.</summary>
public sealed record Column(SqlName Name) : SqlExpression
{
    public Column(string name) : this(new SqlName(name)) { }

    internal override void Print(SqlPrinter printer) => printer.Name(Name);
}

/// <summary>A column of one of several relations of the statement, by the relation's alias.</summary>
public sealed record ColumnOf(SqlName Relation, SqlName Name) : SqlExpression
{
    public ColumnOf(string relation, string name) : this(new SqlName(relation), new SqlName(name)) { }

    internal override void Print(SqlPrinter printer)
    {
        printer.Name(Relation);
        printer.Text(".");
        printer.Name(Name);
    }
}

/// <summary>A constant; it travels as a parameter.</summary>
public sealed record Constant(object? Value) : SqlExpression
{
    /// <summary>A text; where there is none, NULL of that type.</summary>
    public static SqlExpression TextOrMissing(string? text) => text is null ? new Missing(DataType.String) : new Constant(text);

    internal override void Print(SqlPrinter printer) => printer.Parameter(Value);
}
