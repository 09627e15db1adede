namespace Kali.Data.Engines.Expressions;

/// <summary>A wall-clock time (timestamp_ntz) of a zone as an instant. A time the zone skips becomes the instant an hour later.</summary>
/// <param name="LocalTime">A timestamp_ntz.</param>
/// <param name="Zone">An IANA name.</param>
public sealed record InstantOf(SqlExpression LocalTime, string Zone) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintInstantOf(this, printer);
}

/// <summary>An instant as the wall-clock time (timestamp_ntz) of a zone.</summary>
public sealed record LocalTimeOf(SqlExpression Instant, string Zone) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintLocalTimeOf(this, printer);
}
