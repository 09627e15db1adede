using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Words and numbers that people write where they have no value.</summary>
internal static class Placeholders
{
    /// <summary>In English, German and the languages of machines; compared without case.</summary>
    private static readonly ImmutableArray<string> Words =
    [
        "n/a", "#n/a", "#na", "na", "n.a.", "n.a", "nan", "null", "{null}", "<null>", "(null)", "[null]", "none", "nil", "undefined", "missing", "(missing)", "unknown", "unk",
        "not available", "not applicable", "not known", "no data", "no value", "tbd", "tba", "tbc", "todo", "?", "??", "???", "-", "--", "---", "–", "—", ".", "..", "...", "*", "**", "***", "_", "__", "/", "//", "#", "x", "xx", "xxx", "xxxx", "xxxxx",
        "#value!", "#ref!", "#div/0!", "#name?", "#num!", "blank", "(blank)", "empty", "(empty)", "leer", "(leer)", "unbekannt", "unbek.", "k.a.", "k. a.", "ka", "keine angabe", "keine angaben", "ohne angabe", "o.a.",
        "nicht vorhanden", "nicht bekannt", "nicht verfügbar", "nicht zutreffend", "fehlt", "entfällt", "dummy", "test", "asdf", "foo", "\\n",
    ];

    /// <summary>First names, as no machine and hardly a person writes the word for nothing.</summary>
    private static readonly ImmutableArray<string> Names = ["Nan", "Na", "Nil", "Ka"];

    /// <summary>Names of people or places too.</summary>
    private static readonly ImmutableArray<string> AlsoNames = ["Blank", "Leer", "Test"];

    /// <summary>Whether a text stands for nothing.</summary>
    public static SqlExpression Match(SqlExpression text) => new AllOf(
        SqlExpression.Call(SqlFunction.Length, text).AtMost(new WholeNumber(Words.Max(word => word.Length))), SqlExpression.Call(SqlFunction.Lower, text).In(Words), text.In(Names).Not());

    /// <summary>Whether such a text may be a name, written as it is.</summary>
    public static SqlExpression MayBeName(SqlExpression text) => text.In(AlsoNames);
}
