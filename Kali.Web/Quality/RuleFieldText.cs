using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Quality;

namespace Kali.Web.Quality;

/// <summary>Values of rules as the texts of fields, and back. Lists have one member a line.</summary>
public static class RuleFieldText
{
    public static string Write(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "",
        TimeSpan span => span.TotalHours.ToString("0.####", CultureInfo.InvariantCulture),
        Enum word => word.ToString(),
        IConvertible number => Convert.ToDecimal(number, CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.InvariantCulture),
        ColumnPair pair => $"{pair.Column} = {pair.There}",
        ExpectedColumn column => column.Type is null ? column.Name : $"{column.Name}: {column.Type}",
        BaselineShare share => FormattableString.Invariant($"{share.Value ?? FormattableString.Invariant($"{share.From:0.######}..{share.To:0.######}")} {share.Percent:0.######}%"),
        ImmutableArray<string> { IsDefault: false } texts => string.Join('\n', texts),
        ImmutableArray<ImmutableArray<string>> { IsDefault: false } rows => string.Join('\n', rows.Select(row => string.Join("; ", row))),
        IEnumerable list => string.Join('\n', list.Cast<object>().Select(Write)),
        _ => "",
    };

    /// <summary>Null where the text is no value of the type.</summary>
    public static object? Read(string text, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var trimmed = text.Trim();
        if (plain == typeof(string))
            return trimmed.Length > 0 ? trimmed : null;
        if (plain == typeof(bool))
            return trimmed == "true";
        if (plain.IsEnum)
            return Enum.TryParse(plain, trimmed, out var word) ? word : null;
        if (plain == typeof(TimeSpan))
            return Number(trimmed) is { } hours ? TimeSpan.FromHours((double)hours) : null;
        if (plain == typeof(int))
            return Number(trimmed) is { } whole ? (int)whole : null;
        if (plain == typeof(long))
            return Number(trimmed) is { } big ? (long)big : null;
        if (plain == typeof(double))
            return Number(trimmed) is { } real ? (double)real : null;
        return List(Lines(text), plain);
    }

    /// <summary>A number as the reader's language writes it, or with a point.</summary>
    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || decimal.TryParse(text, NumberStyles.Float, CultureInfo.CurrentCulture, out number) ? number : null;

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static object? List(List<string> lines, Type type) => type switch
    {
        _ when type == typeof(ImmutableArray<string>) => lines.ToImmutableArray(),
        _ when type == typeof(ImmutableArray<ColumnPair>) => lines.Select(Pair).OfType<ColumnPair>().ToImmutableArray(),
        _ when type == typeof(ImmutableArray<ExpectedColumn>) => lines.Select(Expected).ToImmutableArray(),
        _ when type == typeof(ImmutableArray<BaselineShare>) => lines.Select(Share).OfType<BaselineShare>().ToImmutableArray(),
        _ when type == typeof(ImmutableArray<PersonalText>) => lines.Where(line => Enum.TryParse<PersonalText>(line, out _)).Select(Enum.Parse<PersonalText>).ToImmutableArray(),
        _ when type == typeof(ImmutableArray<ImmutableArray<string>>) => lines.Select(line => line.Split(';', StringSplitOptions.TrimEntries).ToImmutableArray()).ToImmutableArray(),
        _ => null,
    };

    private static ColumnPair? Pair(string line) => line.Split('=', StringSplitOptions.TrimEntries) switch
    {
        [var only] => new ColumnPair(only, only),
        [var here, var there] => new ColumnPair(here, there),
        _ => null,
    };

    private static ExpectedColumn Expected(string line) => line.LastIndexOf(':') is > 0 and var at ? new ExpectedColumn(line[..at].Trim(), line[(at + 1)..].Trim()) : new ExpectedColumn(line);

    private static BaselineShare? Share(string line)
    {
        var at = line.LastIndexOf(' ');
        if (at < 0 || !line.EndsWith('%') || Number(line[(at + 1)..^1]) is not { } percent)
            return null;
        var value = line[..at].Trim();
        var bounds = value.Split("..");
        return bounds is [var from, var to] && (Number(from) is not null || Number(to) is not null)
            ? new BaselineShare((double)percent, From: (double?)Number(from), To: (double?)Number(to))
            : new BaselineShare((double)percent, value);
    }
}
