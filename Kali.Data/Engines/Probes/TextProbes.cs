using Kali.Data.Engines.Expressions;
using static Kali.Data.Engines.Probes.ProbeInput;

namespace Kali.Data.Engines.Probes;

/// <summary>Functions of text and regular expressions.</summary>
internal static class TextProbes
{
    private static readonly Sql Words = Texts("Köln", "", " a b ", "ÄÖÜß", "日本語", "a😀b", null);

    public static IEnumerable<Probe> All() => [.. Functions(), .. Normal(), .. Patterns(), .. Json()];

    private static SqlExpression Call(SqlFunction function, params SqlExpression[] arguments) => SqlExpression.Call(function, [.. arguments]);

    private static IEnumerable<Probe> Functions()
    {
        yield return Each("trim: blanks", Call(SqlFunction.Trim, A, Text(" \t\n")), Texts("  a b ", "\ta\n", "", " ", null));
        yield return Each("trim: blanks of other scripts", Call(SqlFunction.Trim, A, Text(" \u00A0\u3000\uFEFF")), Texts("\u00A0a\u3000", "\uFEFFb", "c\u00A0d"));
        yield return Each("lower", Call(SqlFunction.Lower, A), Texts("KÖLN", "Straße", "日本", "A😀", null));
        yield return Each("upper", Call(SqlFunction.Upper, A), Texts("köln", "été", "日本", "a😀", null));
        yield return Each("length in code points", Call(SqlFunction.Length, A), Words);
        yield return Each("length in bytes", Call(SqlFunction.ByteLength, A), Words);
        yield return Each("substring: beginning", Call(SqlFunction.Substring, A, Number(1), Number(2)), Words);
        yield return Each("substring: middle", Call(SqlFunction.Substring, A, Number(2), Number(2)), Words);
        yield return Each("substring: beyond the end", Call(SqlFunction.Substring, A, Number(9), Number(2)), Words);
        yield return Each("substring: a place that is computed", Call(SqlFunction.Substring, A, B, Number(1)), Of([DataType.String, DataType.Long], ["abc", 1L], ["abc", 3L], ["abc", null]));
        yield return Each("replace", Call(SqlFunction.Replace, A, Text("."), Text("")), Texts("1.234.567", "", "..", "$1\\", null));
        yield return Each("replace: taken literally", Call(SqlFunction.Replace, A, Text("$1\\"), Text("'`\"")), Texts("a$1\\b"));
        yield return Each("concat", Call(SqlFunction.Concat, A, Text("-"), B), Of([DataType.String, DataType.String], ["a", "b"], ["a", null], ["", ""]));
        yield return Each("concat of what is there", Call(SqlFunction.ConcatPresent, Text(","), A, B, C), Of([DataType.String, DataType.String, DataType.String], ["a", null, "c"], [null, null, null], ["", "b", null]));
        yield return Each("starts with", Call(SqlFunction.StartsWith, A, Text("a")), Texts("abc", "bac", "", null));
        yield return Each("ends with", Call(SqlFunction.EndsWith, A, Text("%c_")), Texts("ab%c_", "abc", "", null));
        yield return Each("contains", Call(SqlFunction.Contains, A, Text("_%")), Texts("a_%b", "ab", "", null));
        yield return Each("split part: first", Call(SqlFunction.SplitPart, A, Text("-"), Number(1)), Texts("2026-11-23", "x", "", "-", null));
        yield return Each("split part: beyond the last", Call(SqlFunction.SplitPart, A, Text("-"), Number(3)), Texts("2026-11-23", "a-b", "x", null));
        yield return Each("split part: a separator that is a pattern elsewhere", Call(SqlFunction.SplitPart, A, Text("."), Number(2)), Texts("a.b.c", "a|b", null));
        yield return Each("edits between two texts, in bytes", Call(SqlFunction.Edits, A, B), Of([DataType.String, DataType.String], ["Meier", "Maier"], ["Köln", "Koln"], ["a😀", "a"], ["", "abc"], ["a", null]));
        yield return Each("pad left", Call(SqlFunction.PadLeft, A, Number(4), Text("0")), Texts("7", "12345", "", null));
        yield return Each("pad left: as long as a number says", Call(SqlFunction.PadLeft, A, B, Text("*")), Of([DataType.String, DataType.Long], ["", 3L], ["ab", 1L], ["ab", 0L]));
        yield return Each("sha-256", Call(SqlFunction.Sha256, A), Texts("", "abc", "Köln", null));
        yield return Each("row hash: equal rows", Call(SqlFunction.RowHash, A, B).EqualTo(Call(SqlFunction.RowHash, A, B)), Of([DataType.String, DataType.Long], ["a", 1L], [null, null]));
        yield return Each("row hash: missing is a value", Call(SqlFunction.RowHash, A, B).EqualTo(Call(SqlFunction.RowHash, B, A)), Of([DataType.String, DataType.String], ["a", null], ["a", "a"]));
        yield return Each("text compares by bytes", A.LessThan(Text("a")), Texts("Z", "a", "ä", "", "B"));
    }

    private static IEnumerable<Probe> Normal()
    {
        var normal = Call(SqlFunction.NormalizeNfc, A);
        yield return Each("normal form: marks in any order", normal, Texts("Ko\u0308ln", "Köln", "a\u0301\u0323", "e\u0302\u0301", "é\u0323", "s\u0307\u0323", "", null));
        yield return Each("normal form: what becomes something else, and what nothing takes", normal, Texts("\u212B\u2126", "\u0344", "x\u0301", "\u0301a", "\u0915\u093C", "\u05D0\u05B7", "😀\u0301"));
    }

    private static IEnumerable<Probe> Patterns()
    {
        yield return Each("matches wholly", new PatternMatch(A, CommonRegex.Parse("[A-Z]{2}\\d{3}"), true), Texts("AB123", "AB1234", "xAB123", "AB123\n", null));
        yield return Each("matches somewhere", new PatternMatch(A, CommonRegex.Parse("\\d+"), false), Texts("abc 12", "abc", "", null));
        yield return Each("matches: alternatives are one whole", new PatternMatch(A, CommonRegex.Parse("a|b"), true), Texts("a", "b", "ab", "xb"));
        yield return Each("matches: beginning and end", new PatternMatch(A, CommonRegex.Parse("^a.c$"), false), Texts("abc", "abc\n", "a\nc", "xabc"));
        yield return Each("matches: blanks", new PatternMatch(A, CommonRegex.Parse("\\s"), false), Texts("a b", "a\tb", "a\u000Bb", "a\u00A0b", "ab"));
        yield return Each("matches: no blanks", new PatternMatch(A, CommonRegex.Parse("\\S+"), true), Texts("ab", "a b", ""));
        yield return Each("matches: word characters", new PatternMatch(A, CommonRegex.Parse("\\w+"), true), Texts("ab_1", "ä", "a-b"));
        yield return Each("matches: letters of any script", new PatternMatch(A, CommonRegex.Parse("\\p{L}+"), true), Texts("Köln", "日本", "a1", "😀"));
        yield return Each("matches: a character class", new PatternMatch(A, CommonRegex.Parse("[^a-c\\d\\-]+"), true), Texts("xyz", "axy", "x-y", "5"));
        yield return Each("matches: beyond the basic plane", new PatternMatch(A, CommonRegex.Parse("a.b"), true), Texts("a😀b", "a\nb", "ab"));
        yield return Each("matches: as few as possible", new PatternMatch(A, CommonRegex.Parse("a+?b{1,2}?"), true), Texts("aab", "abb", "abbb"));
        yield return Each("matches: an escaped sign", new PatternMatch(A, CommonRegex.Parse("\\$\\(\\d\\.\\d\\)"), true), Texts("$(1.5)", "$(1x5)"));
        yield return Each("replaces every match", new PatternReplace(A, CommonRegex.Parse("[^0-9]+"), ""), Texts("+41 (0)44-123", "", "abc", null));
        yield return Each("replaces: dollars and backslashes are text", new PatternReplace(A, CommonRegex.Parse("\\d"), "$1\\2"), Texts("a1b", "xyz"));
        yield return Each("replaces: with a quote", new PatternReplace(A, CommonRegex.Parse("x"), "'\"`"), Texts("axb"));
    }

    private static IEnumerable<Probe> Json()
    {
        yield return Each("json object", new JsonObject([("name", A), ("n", B)]), Of([DataType.String, DataType.Long], ["a \"b\"", 1L], ["ü\n", -5L]));
        yield return Each("is json", Call(SqlFunction.IsJson, A), Texts("{}", "[1, 2]", "\"a\"", "1", "{a}", "", null));
        yield return Each("is json: not nearly", Call(SqlFunction.IsJson, A), Texts("{'a': 1}", "{\"a\": 1} {}", "1 2", "1]", "[1, 2", "1, 2", "01", "NaN", "[1,]", "\"a\nb\"", "null", "  {\"a\": [1, {\"b\": null}]} "));
        yield return Each("has a json member", Call(SqlFunction.HasJsonMember, A, Text("b")), Texts("{\"a\": 1, \"b\": null}", "{\"a\": {\"b\": 1}}", "[\"b\"]", "b", "", null));
    }
}
