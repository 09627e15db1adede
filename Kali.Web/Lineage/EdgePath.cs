using System.Globalization;

namespace Kali.Web.Lineage;

/// <summary>The line of an edge, as an SVG path.</summary>
public static class EdgePath
{
    /// <summary>From the right side of one node to the left side of another; within one lane round the right side.</summary>
    public static string Between(double fromX, double fromY, double toX, double toY)
    {
        if (toX <= fromX)
            return string.Create(CultureInfo.InvariantCulture, $"M{fromX:0.#} {fromY:0.#}C{fromX + 34:0.#} {fromY:0.#} {fromX + 34:0.#} {toY:0.#} {fromX:0.#} {toY:0.#}");
        var bend = Math.Max(12, (toX - fromX) / 2);
        return string.Create(CultureInfo.InvariantCulture, $"M{fromX:0.#} {fromY:0.#}C{fromX + bend:0.#} {fromY:0.#} {toX - bend:0.#} {toY:0.#} {toX:0.#} {toY:0.#}");
    }

    /// <summary>Straight down, from the foot of a node to the head of the one below it.</summary>
    public static string Down(double x, double fromY, double toY) =>
        string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {fromY:0.#}V{toY:0.#}");
}
