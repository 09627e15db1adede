using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>Found cells against the truth.</summary>
public sealed record FindingScore(int Found, int True, int Right)
{
    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    public double Recall => True == 0 ? 1 : (double)Right / True;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static FindingScore Of(IReadOnlySet<(int, string)> found, IReadOnlySet<(int, string)> truth) => new(found.Count, truth.Count, found.Count(truth.Contains));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P {Precision:0.000}  R {Recall:0.000}  F1 {F1:0.000}  ({Right} right of {Found} found, {True} wrong)");
}
