namespace Kali.Data.Engines.Expressions;

/// <summary>Functions that every dialect has, under whatever name. NULL in, NULL out, unless said otherwise.</summary>
public enum SqlFunction
{
    /// <summary>text, characters: the text without any of the characters at its ends.</summary>
    Trim,

    Lower,
    Upper,

    /// <summary>Unicode normal form C.</summary>
    NormalizeNfc,

    /// <summary>In code points.</summary>
    Length,

    /// <summary>In UTF-8 bytes.</summary>
    ByteLength,

    /// <summary>text, start from 1, length.</summary>
    Substring,

    /// <summary>text, what, by what: every occurrence, taken literally.</summary>
    Replace,

    /// <summary>All arguments one after another; NULL when one is.</summary>
    Concat,

    /// <summary>separator, then texts; those that are NULL are left out.</summary>
    ConcatPresent,

    StartsWith,
    EndsWith,

    /// <summary>text, part: whether the part occurs, taken literally.</summary>
    Contains,

    /// <summary>text, separator, number from 1; empty text beyond the last part.</summary>
    SplitPart,

    /// <summary>text, length, filler.</summary>
    PadLeft,

    /// <summary>text, text: how many bytes of UTF-8 have to be put in, taken out or exchanged until one is the other.</summary>
    Edits,

    Absolute,

    /// <summary>number, digits: half away from zero.</summary>
    Round,

    Floor,

    /// <summary>The remainder, with the sign of the dividend; NULL for a divisor of zero.</summary>
    Remainder,

    Greatest,
    Least,

    /// <summary>The bits that two longs have in common.</summary>
    BitAnd,

    Year,
    Month,
    Day,

    /// <summary>earlier date, later date: whole days between them.</summary>
    DaysBetween,

    /// <summary>timestamp: microseconds since 1970-01-01T00:00Z as a long.</summary>
    EpochMicroseconds,

    /// <summary>A 64-bit hash over all arguments, NULL being a value like any other. Differs from engine to engine: only for comparing within one statement.</summary>
    RowHash,

    /// <summary>SHA-256 of the text's UTF-8 bytes, as lower-case hex.</summary>
    Sha256,

    /// <summary>Whether the text is JSON.</summary>
    IsJson,

    /// <summary>text, name: whether the text is a JSON object with a member of that name; false for any other text.</summary>
    HasJsonMember,
}
