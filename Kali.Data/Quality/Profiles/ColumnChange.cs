using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>Blanks or invisible characters at the ends were taken away.</summary>
    Trimmed,

    /// <summary>Letters written in several code points became one (Unicode NFC).</summary>
    Normalised,

    /// <summary>A spelling of "no value" became missing.</summary>
    ReadAsMissing,

    /// <summary>Text in another notation than the type's own (a decimal comma, 31.12.2026, Ja) was read as a value.</summary>
    ReadAsValue,

    /// <summary>The text did not fit its type; it is kept in raw and the row says so.</summary>
    DidNotFit,
}

/// <summary>How often reading a column changed its text, with one text it changed.</summary>
public sealed record ColumnChange(ChangeKind Kind, long Count, string? Example);
