using System.Globalization;
using Kali.Web.Widgets;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using BarMarker = Plotly.Blazor.Traces.BarLib.Marker;
using XRange = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum;

namespace Kali.Web.Explore;

/// <summary>Curves, points and distributions of an answer, as Plotly draws them.</summary>
internal static class PlotDrawing
{
    public static ChartDrawing Of(PlotKind kind, PlotData data, string along, string measured, ChartTokens tokens) => kind is PlotKind.Histogram
        ? new ChartDrawing([Bins(data, tokens)], along, measured)
        : new ChartDrawing([Marks(kind, data, tokens)], along, measured, layout => Shape(layout, data));

    private static Bar Bins(PlotData data, ChartTokens tokens)
    {
        var half = data.HalfBin ?? 0.5;
        return new Bar
        {
            X = data.X.ToList(),
            Y = Figures(data),
            Width = (decimal)(half * 2 * 0.92),
            HoverTemplateArray = [.. data.X.Zip(data.Y, (x, count) => $"{CellText.Of(Math.Round((double)x - half, 6))} … {CellText.Of(Math.Round((double)x + half, 6))}<br>{Numbers.Count((long)count)}<extra></extra>")],
            Marker = new BarMarker { Color = tokens["chart-1"] },
        };
    }

    private static Scatter Marks(PlotKind kind, PlotData data, ChartTokens tokens) => new()
    {
        X = data.X.ToList(),
        Y = Figures(data),
        Mode = kind is PlotKind.Line ? ModeFlag.Lines : ModeFlag.Markers,
        Line = new Line { Color = tokens["chart-1"], Width = 2 },
        Marker = new Marker { Color = tokens["chart-1"], Size = 6, Opacity = kind is PlotKind.Points ? 0.7m : 1 },
    };

    /// <summary>A curve or a cloud may stand far from zero; words along the axis keep their order.</summary>
    private static void Shape(Layout layout, PlotData data)
    {
        layout.YAxis[0].RangeMode = XRange.Normal;
        layout.HoverMode = HoverModeEnum.Closest;
        if (data.X.Count > 0 && data.X[0] is string first && !DateTime.TryParseExact(first, "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            layout.XAxis[0].Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Category;
    }

    private static List<object> Figures(PlotData data) => [.. data.Y.Select(figure => (object)figure)];
}
