using System.Net;
using Plotly.Blazor;

namespace Kali.Web.Widgets;

/// <summary>What a plot shows. Only traces drawn as SVG: those on WebGL need what the content security policy refuses.</summary>
/// <param name="Traces">At most 2,000 points each; every point crosses the connection.</param>
/// <param name="XTitle">What the axis below counts, with its unit.</param>
/// <param name="YTitle">What the axis at the left counts, with its unit.</param>
/// <param name="Shape">Changes to the layout beyond Kali's own.</param>
public sealed record ChartDrawing(IList<ITrace> Traces, string? XTitle = null, string? YTitle = null, Action<Layout>? Shape = null)
{
    /// <summary>Text as Plotly may have it: it renders what looks like HTML.</summary>
    public static string Text(string value) => WebUtility.HtmlEncode(value);
}
