using System.Globalization;

namespace Kali.Data.Engines.Expressions;

/// <summary>A wall-clock time (timestamp_ntz) of a zone as an instant. A time the zone skips becomes the instant an hour later.</summary>
/// <param name="LocalTime">A timestamp_ntz.</param>
/// <param name="Zone">An IANA name, or an offset from UTC as <c>+01:00</c>.</param>
public sealed record InstantOf(SqlExpression LocalTime, string Zone) : SqlExpression
{
    public static InstantOf At(SqlExpression localTime, TimeSpan offset) =>
        new(localTime, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.ToString("hh\\:mm", CultureInfo.InvariantCulture)}");

    /// <summary>The offset, when the zone is one.</summary>
    internal TimeSpan? FixedOffset => Zone is ['+' or '-', .. var length] && TimeSpan.TryParseExact(length, "hh\\:mm", CultureInfo.InvariantCulture, out var offset)
        ? (Zone[0] == '-' ? -offset : offset)
        : null;

    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintInstantOf(this, printer);
}

/// <summary>An instant as the wall-clock time (timestamp_ntz) of a zone.</summary>
public sealed record LocalTimeOf(SqlExpression Instant, string Zone) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintLocalTimeOf(this, printer);
}
