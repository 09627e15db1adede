namespace Kali.Data.Engines.Expressions;

/// <summary>
/// A value computed in SQL, written once and printed by each engine's <see cref="SqlDialect"/>, so that a check means the same on both.
/// Only what every dialect can print, with the same result, is in this family.
/// </summary>
public abstract record SqlExpression
{
    /// <summary>Prints this node for a dialect; nodes the dialects differ on ask it, all others print themselves.</summary>
    internal abstract void Print(SqlPrinter printer);
}

/// <summary>A column of the statement's table.</summary>
public sealed record Column(SqlName Name) : SqlExpression
{
    public Column(string name) : this(new SqlName(name)) { }

    internal override void Print(SqlPrinter printer) => printer.Name(Name);
}

/// <summary>A constant; it travels as a parameter.</summary>
public sealed record Constant(object? Value) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Parameter(Value);
}
