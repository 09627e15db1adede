using System.Globalization;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using XFont = Plotly.Blazor.LayoutLib.XAxisLib.Title;
using YFont = Plotly.Blazor.LayoutLib.YAxisLib.Title;

namespace Kali.Web.Widgets;

/// <summary>How every plot of Kali looks.</summary>
internal static class ChartLayout
{
    public static Layout Of(ChartDrawing drawing, ChartTokens tokens, int height, string revision)
    {
        var layout = new Layout
        {
            PaperBgColor = "rgba(0,0,0,0)",
            PlotBgColor = "rgba(0,0,0,0)",
            Font = new Font { Family = "Atkinson Hyperlegible Next, Segoe UI, sans-serif", Size = 12, Color = tokens["ink-2"] },
            Margin = new Margin { L = 48, R = 12, T = 8, B = drawing.XTitle is null ? 36 : 52, AutoExpand = true },
            Colorway = [.. tokens.Series],
            ShowLegend = false,
            AutoSize = true,
            Height = height,
            BarGap = 0.08m,
            HoverMode = HoverModeEnum.X,
            HoverLabel = new HoverLabel
            {
                BgColor = tokens["ink"],
                BorderColor = tokens["ink"],
                Font = new Plotly.Blazor.LayoutLib.HoverLabelLib.Font { Color = tokens["bg"], Size = 12 },
            },
            DragMode = DragModeEnum.False,
            Separators = Separators,
            UiRevision = revision,
            XAxis =
            [
                new XAxis
                {
                    ShowGrid = false, ZeroLine = false, LineColor = tokens["line"], ShowLine = true, TickColor = tokens["line"], AutoMargin = Plotly.Blazor.LayoutLib.XAxisLib.AutoMarginFlag.True, FixedRange = true,
                    Title = drawing.XTitle is { } x ? new XFont { Text = ChartDrawing.Text(x) } : null,
                },
            ],
            YAxis =
            [
                new YAxis
                {
                    GridColor = tokens["line-2"], ZeroLine = false, FixedRange = true, AutoMargin = Plotly.Blazor.LayoutLib.YAxisLib.AutoMarginFlag.True,
                    RangeMode = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero,
                    Title = drawing.YTitle is { } y ? new YFont { Text = ChartDrawing.Text(y) } : null,
                },
            ],
        };
        drawing.Shape?.Invoke(layout);
        return layout;
    }

    public static Config Config => new()
    {
        Responsive = true,
        DisplayLogo = false,
        DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False,
        Locale = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
    };

    /// <summary>Decimal mark and thousands mark of the reader's language.</summary>
    private static string Separators => CultureInfo.CurrentCulture.NumberFormat is var format ? $"{format.NumberDecimalSeparator[0]}{format.NumberGroupSeparator.FirstOrDefault(' ')}" : "";
}
