using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What looks for something wrong without being told a rule.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DetectorKind>))]
public enum DetectorKind
{
    /// <summary>Other columns of the row say something else about it, as the greater part of rows has it.</summary>
    Dependency,

    /// <summary>Rows with the same value in one other column nearly all agree, and this one does not; for other values of that column nothing follows.</summary>
    Condition,

    /// <summary>A rare spelling of a value that is frequent.</summary>
    ValueSnap,

    /// <summary>A rare spelling of a word that is frequent in the column.</summary>
    TokenTypo,

    /// <summary>Written otherwise than nearly all values of the column, or not readable as its type.</summary>
    FormatMinority,

    /// <summary>In another unit or off by a power of ten.</summary>
    UnitMix,

    /// <summary>A word or number that stands for "no value".</summary>
    DisguisedMissing,

    /// <summary>Nothing, in a column where nearly every row has a value.</summary>
    EmptyCell,

    /// <summary>A value that hardly a row has, in a column of a few established ones.</summary>
    RareCategory,

    /// <summary>Characters that the column otherwise does not have: another script, damage by a wrong encoding, control characters.</summary>
    ForeignCharacters,

    /// <summary>The same punctuation twice.</summary>
    DoubledPunctuation,

    /// <summary>A number beyond what the column's own distribution reaches.</summary>
    NumericOutlier,

    /// <summary>A date beyond the column's own span, or out of the order it keeps with another date.</summary>
    DateOutlier,

    /// <summary>Two columns have each other's values.</summary>
    SwappedColumns,

    /// <summary>From some column on, every value stands one column too far.</summary>
    ShiftedRow,

    /// <summary>The row is there already, in every column.</summary>
    ExactDuplicate,

    /// <summary>The row is there already, but for small differences.</summary>
    FuzzyDuplicate,

    /// <summary>Refers to something that the other dataset does not have.</summary>
    ReferenceGap,

    /// <summary>Does not follow from the other numbers of its row as in nearly all rows.</summary>
    TotalMismatch,
}
