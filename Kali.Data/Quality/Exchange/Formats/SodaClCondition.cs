using System.Globalization;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>Comparisons of SodaCL. A check says what must be (<c>&lt; 5%</c>), an alert when it rings (<c>when &gt; 5%</c>). Durations are hours.</summary>
internal static partial class SodaClCondition
{
    public static SodaSpan Must(string condition)
    {
        var parts = Shape().Match(condition.Trim());
        if (!parts.Success)
            throw ExchangeFault.Because($"“{ExchangeSubject.Short(condition)}” is no comparison that Kali reads.", $"„{ExchangeSubject.Short(condition)}“ ist kein Vergleich, den Kali liest.");
        if (parts.Groups["low"].Success)
        {
            var (low, high) = (Number(parts.Groups["low"].Value), Number(parts.Groups["high"].Value));
            return new SodaSpan(low, high, parts.Groups["open"].Value == "(", parts.Groups["close"].Value == ")", IsNot: parts.Groups["not"].Success);
        }
        var number = Number(parts.Groups["number"].Value);
        return parts.Groups["sign"].Value switch
        {
            "=" => new SodaSpan(number, number),
            "!=" or "<>" => new SodaSpan(number, number, IsNot: true),
            ">" => new SodaSpan(number, null, IsMinOutside: true),
            ">=" => new SodaSpan(number, null),
            "<" => new SodaSpan(null, number, IsMaxOutside: true),
            _ => new SodaSpan(null, number),
        };
    }

    /// <summary>What must be so that an alert does not ring.</summary>
    public static SodaSpan When(string alert)
    {
        var text = alert.Trim();
        var rings = Must(text.StartsWith("when ", StringComparison.Ordinal) ? text[5..] : text);
        return rings switch
        {
            { Min: { }, Max: { } } => rings with { IsNot = !rings.IsNot },
            { Min: { } min } => new SodaSpan(null, min, IsMaxOutside: !rings.IsMinOutside),
            _ => new SodaSpan(rings.Max, null, IsMinOutside: !rings.IsMaxOutside),
        };
    }

    public static string Must(SodaSpan span, bool isPercent, string? unit) => Text(span, isPercent, unit);

    public static string When(SodaSpan span, bool isPercent, string? unit) => span switch
    {
        { Min: 0, Max: 0, IsNot: false, IsMinOutside: false, IsMaxOutside: false } => $"> {Shown(0, isPercent, unit)}",
        { Min: { }, Max: { } } => Text(span with { IsNot = !span.IsNot }, isPercent, unit),
        { Min: { } min } => $"{(span.IsMinOutside ? "<=" : "<")} {Shown(min, isPercent, unit)}",
        _ => $"{(span.IsMaxOutside ? ">=" : ">")} {Shown(span.Max!.Value, isPercent, unit)}",
    };

    private static string Text(SodaSpan span, bool isPercent, string? unit) => span switch
    {
        { Min: { } one, Max: { } other } when one == other => $"{(span.IsNot ? "!=" : "=")} {Shown(one, isPercent, unit)}",
        { Min: { } min, Max: { } max } => $"{(span.IsNot ? "not between" : "between")} {(span.IsMinOutside ? "(" : "")}{Shown(min, isPercent, unit)} and {Shown(max, isPercent, unit)}{(span.IsMaxOutside ? ")" : "")}",
        { Min: { } min } => $"{(span.IsMinOutside ? ">" : ">=")} {Shown(min, isPercent, unit)}",
        { Max: { } max } => $"{(span.IsMaxOutside ? "<" : "<=")} {Shown(max, isPercent, unit)}",
        _ => ">= 0",
    };

    private static string Shown(double number, bool isPercent, string? unit) =>
        $"{number.ToString("0.#########", CultureInfo.InvariantCulture)}{(isPercent ? "%" : unit switch { "hour" => "h", "minute" => "m", "day" => "d", _ => "" })}";

    private static double Number(string text)
    {
        var bare = text.TrimEnd('%').Trim();
        if (double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        var hours = 0.0;
        foreach (Match part in Duration().Matches(bare))
        {
            var value = double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture);
            hours += part.Groups[2].Value switch { "d" => value * 24, "h" => value, "m" => value / 60, _ => value / 3600 };
        }
        return hours;
    }

    [GeneratedRegex(@"^(?:(?<not>not )?between (?<open>[\[(])?(?<low>-?[0-9.]+%?) and (?<high>-?[0-9.]+%?)(?<close>[\])])?|(?<sign>=|!=|<>|>=|<=|>|<) ?(?<number>-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)? ?%?|(?:[0-9]+(?:\.[0-9]+)?[dhms] ?)+))$", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();

    [GeneratedRegex("([0-9]+(?:\\.[0-9]+)?)([dhms])", RegexOptions.NonBacktracking)]
    private static partial Regex Duration();
}
