using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What is planted in a copy of a table, to see whether anything notices.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DefectKind>))]
public enum DefectKind
{
    /// <summary>The cell is empty.</summary>
    Missing,

    /// <summary>A stand-in for nothing: "tbd", -999, the first of January 1900.</summary>
    Placeholder,

    /// <summary>Two letters exchanged; in numbers and dates a letter in the place of the last digit.</summary>
    Typo,

    /// <summary>A letter in the middle is gone.</summary>
    LostLetter,

    /// <summary>Capitals where there are none, or the other way round.</summary>
    LetterCase,

    /// <summary>Blanks around the text.</summary>
    Blanks,

    /// <summary>Signs that a wrong encoding leaves.</summary>
    WrongCharacters,

    /// <summary>The second half of the text is gone.</summary>
    CutOff,

    /// <summary>A word that the column's list does not have.</summary>
    OutOfList,

    /// <summary>A code that no published list has, where the column keeps to one.</summary>
    UnknownCode,

    /// <summary>A value where rows of that kind nearly always have none.</summary>
    FilledIn,

    /// <summary>The value of another row: each is right by itself, and does not belong here.</summary>
    OtherRowsValue,

    /// <summary>A thousand times as much.</summary>
    UnitShift,

    /// <summary>Three times as far from the middle as the largest.</summary>
    FarOff,

    /// <summary>The sign turned round.</summary>
    WrongSign,

    /// <summary>Day and month exchanged.</summary>
    DayAndMonth,

    /// <summary>Another century.</summary>
    WrongYear,

    /// <summary>Two columns have each other's values.</summary>
    SwappedColumns,

    /// <summary>The row stands twice.</summary>
    RepeatedRow,

    /// <summary>The row stands twice, one of its texts misspelled.</summary>
    NearlyRepeatedRow,

    /// <summary>Every second row of the upload is gone.</summary>
    RowsLost,

    /// <summary>A third of the column is empty.</summary>
    ManyMissing,

    /// <summary>All days and times are those of a year before.</summary>
    StaleDates,
}
