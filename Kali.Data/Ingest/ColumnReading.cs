using System.Text.Json.Serialization;
using Kali.Data.Engines;

namespace Kali.Data.Ingest;

/// <summary>
/// How one column of raw text becomes a typed column of silver. Proposed from a sample, verified on every row:
/// a value fits only if the typed value prints back to it in this format.
/// </summary>
/// <param name="Name">The technical name, the same in raw, silver and gold.</param>
/// <param name="Label">The header as written.</param>
/// <param name="Type">The type in silver.</param>
/// <param name="Format">How the text writes it.</param>
public sealed record ColumnReading(string Name, string Label, DataType Type, ValueFormat Format);

/// <summary>How a file writes values of a type.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AsText), "text")]
[JsonDerivedType(typeof(Number), "number")]
[JsonDerivedType(typeof(Date), "date")]
[JsonDerivedType(typeof(Timestamp), "timestamp")]
[JsonDerivedType(typeof(Boolean), "boolean")]
public abstract record ValueFormat
{
    private ValueFormat() { }

    /// <summary>Text stays text.</summary>
    public sealed record AsText : ValueFormat;

    /// <summary>Integers and decimals. Group separators are allowed only where they stand in groups of three.</summary>
    /// <param name="DecimalSeparator"><c>.</c> or <c>,</c></param>
    /// <param name="GroupSeparator"><c>,</c>, <c>.</c>, an apostrophe, a space (plain, no-break or narrow), or null when the column has none.</param>
    public sealed record Number(char DecimalSeparator = '.', char? GroupSeparator = null) : ValueFormat;

    /// <summary>
    /// Dates, by a pattern of <c>yyyy</c>, <c>yy</c>, <c>MM</c>, <c>M</c>, <c>dd</c>, <c>d</c> and literal separators; <c>MMM</c> and <c>MMMM</c> are
    /// months as words, English or German, in capitals or not.
    /// </summary>
    public sealed record Date(string Pattern) : ValueFormat;

    /// <summary>
    /// Date and time: a date pattern, <c>T</c> or a space, <c>HH:mm</c> or <c>HH:mm:ss</c>; <c>HH:mm:ss.f</c> allows a fraction of one to six digits, or none;
    /// <c>h:mm tt</c> and <c>h:mm:ss tt</c> have hours to twelve with AM or PM.
    /// Text with an offset (<c>Z</c>, <c>+02:00</c>) needs no zone; text without one is local time in <paramref name="Zone"/> (an IANA name).
    /// </summary>
    public sealed record Timestamp(string Pattern, string? Zone) : ValueFormat;

    /// <summary>Two words, compared without case.</summary>
    public sealed record Boolean(string TrueWord, string FalseWord) : ValueFormat;
}
