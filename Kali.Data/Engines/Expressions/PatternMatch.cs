namespace Kali.Data.Engines.Expressions;

/// <summary>
/// Whether text matches a regular expression of the common subset (<see cref="CommonRegex"/>), as a whole or anywhere in it.
/// </summary>
public sealed record PatternMatch(SqlExpression Text, CommonRegex Pattern, bool IsWhole) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintPatternMatch(this, printer);
}

/// <summary>Text with every match of a regular expression replaced by literal text.</summary>
public sealed record PatternReplace(SqlExpression Text, CommonRegex Pattern, string By) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintPatternReplace(this, printer);
}
