using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>Verdicts on figures, with what was found and what would have been right in a notation free of language.</summary>
internal static class FigureVerdict
{
    public static WholeVerdict Between(double? found, double? min, double? max, bool isMinOutside = false, bool isMaxOutside = false, bool isForbidden = false)
    {
        // A figure over no value says nothing against the rule, unless the rule asks for at least something.
        var inside = found is { } figure && !(isMinOutside ? figure <= min : figure < min) && !(isMaxOutside ? figure >= max : figure > max);
        var holds = found is null ? min is not > 0 || isForbidden : inside != isForbidden;
        return new WholeVerdict(holds, Failing: null, found is null ? "∅" : Figure(found.Value), $"{(isForbidden ? "∉ " : "")}{Shown(min, max, isMinOutside, isMaxOutside)}");
    }

    /// <summary>A share of a whole, in percent; a whole of nothing holds.</summary>
    public static WholeVerdict Percent(double part, double whole, double? min, double? max)
    {
        if (whole <= 0)
            return new WholeVerdict(true, Failing: null, "∅", Shares(min, max));
        var share = part * 100 / whole;
        return new WholeVerdict(!(share < min) && !(share > max), Failing: null, $"{Figure(share)}%", Shares(min, max));
    }

    public static string Shown(double? min, double? max, bool isMinOutside = false, bool isMaxOutside = false) => min is not null && min == max && !isMinOutside && !isMaxOutside
        ? $"= {Figure(min.Value)}"
        : $"{(isMinOutside ? "(" : "[")}{(min is { } least ? Figure(least) : "−∞")} … {(max is { } most ? Figure(most) : "∞")}{(isMaxOutside ? ")" : "]")}";

    public static string Figure(double figure) => figure.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Shares(double? min, double? max) => (min, max) switch
    {
        ({ } least, null) => $"≥ {Figure(least)}%",
        (null, { } most) => $"≤ {Figure(most)}%",
        _ => $"[{Figure(min ?? 0)} … {Figure(max ?? 100)}]%",
    };
}
