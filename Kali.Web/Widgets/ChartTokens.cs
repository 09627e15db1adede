namespace Kali.Web.Widgets;

/// <summary>The page's colours as they are now, for plots: Plotly knows no CSS variables.</summary>
public sealed class ChartTokens(IReadOnlyDictionary<string, string> values)
{
    internal static string[] Names { get; } =
    [
        "ink", "ink-2", "ink-3", "bg", "surface", "line", "line-2", "primary", "error", "warn", "chart-1", "chart-2", "chart-3", "chart-4", "chart-rest",
        "ramp-1", "ramp-2", "ramp-3", "ramp-4", "ramp-5", "ramp-6",
    ];

    /// <summary>The token of that name, without <c>--kali-</c>.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>Series in their order; more than five are drawn as small multiples.</summary>
    public IReadOnlyList<object> Series => [this["chart-1"], this["chart-2"], this["chart-3"], this["chart-4"], this["chart-rest"]];
}
