using System.Globalization;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>What a figure must be: between two bounds, or not between them.</summary>
internal sealed record SodaSpan(double? Min, double? Max, bool IsMinOutside = false, bool IsMaxOutside = false, bool IsNot = false)
{
    public static SodaSpan Zero { get; } = new(0, 0);

    /// <summary>The least and the most of something that is counted.</summary>
    public long? WholeMin => Whole(Min is { } min ? IsMinOutside ? Math.Floor(min) + 1 : Math.Ceiling(min) : null);

    public long? WholeMax => Whole(Max is { } max ? IsMaxOutside ? Math.Ceiling(max) - 1 : Math.Floor(max) : null);

    private static long? Whole(double? number) => number is { } whole && Math.Abs(whole) < 1e15 ? (long)whole : null;

    /// <summary>The comparison of a threshold of Soda 4; null where it has none.</summary>
    public static SodaSpan? Read(Given threshold)
    {
        var span = threshold.Number("must_be") is { } be ? new SodaSpan(be, be)
            : threshold.Number("must_not_be") is { } not ? new SodaSpan(not, not, IsNot: true)
            : threshold.Number("must_be_greater_than") is { } more ? new SodaSpan(more, null, IsMinOutside: true)
            : threshold.Number("must_be_greater_than_or_equal") is { } least ? new SodaSpan(least, null)
            : threshold.Number("must_be_less_than") is { } less ? new SodaSpan(null, less, IsMaxOutside: true)
            : threshold.Number("must_be_less_than_or_equal") is { } most ? new SodaSpan(null, most)
            : null;
        return span
            ?? (threshold.Has("must_be_between") ? Both(threshold, "must_be_between", isNot: false) : null)
            ?? (threshold.Has("must_be_not_between") ? Both(threshold, "must_be_not_between", isNot: true) : null);
    }

    private static SodaSpan Both(Given threshold, string name, bool isNot)
    {
        if (threshold.Node(name) is JsonArray)
        {
            return threshold.Texts(name) is [var low, var high] && Parsed(low) is { } first && Parsed(high) is { } second
                ? new SodaSpan(first, second, IsNot: isNot)
                : throw ExchangeFault.Because("Its bounds cannot be read.", "Ihre Grenzen lassen sich nicht lesen.");
        }
        var bounds = threshold.Inner(name)!;
        var (more, less) = (bounds.Number("greater_than"), bounds.Number("less_than"));
        return new SodaSpan(more ?? bounds.Number("greater_than_or_equal"), less ?? bounds.Number("less_than_or_equal"), more is not null, less is not null, isNot);
    }

    public static double? Parsed(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public void WriteTo(JsonObject threshold)
    {
        if (Min is { } one && Min == Max && !IsMinOutside && !IsMaxOutside)
            threshold[IsNot ? "must_not_be" : "must_be"] = NodeText.Number(one);
        else if (Min is { } min && Max is { } max)
        {
            threshold[IsNot ? "must_be_not_between" : "must_be_between"] = new JsonObject
            {
                [IsMinOutside ? "greater_than" : "greater_than_or_equal"] = NodeText.Number(min),
                [IsMaxOutside ? "less_than" : "less_than_or_equal"] = NodeText.Number(max),
            };
        }
        else if (IsNot)
            throw ExchangeFault.Because("A bound of what must not be is missing.", "Eine Grenze dessen, was nicht sein darf, fehlt.");
        else if (Min is { } least)
            threshold[IsMinOutside ? "must_be_greater_than" : "must_be_greater_than_or_equal"] = NodeText.Number(least);
        else if (Max is { } most)
            threshold[IsMaxOutside ? "must_be_less_than" : "must_be_less_than_or_equal"] = NodeText.Number(most);
        else
            throw ExchangeFault.Because("It has no bound.", "Sie hat keine Grenze.");
    }

    /// <summary>Read as how many rows may break a rule; null for any number of them.</summary>
    public Limit? AsLimit(bool isPercent, ICollection<Remark> remarks)
    {
        if (IsNot || Min is > 0 || (Min is 0 && IsMinOutside))
            throw ExchangeFault.Because("It demands that rows are broken: Kali's rules allow at most so many.", "Sie verlangt, dass Zeilen verletzt sind: Regeln in Kali erlauben höchstens so viele.");
        if (Max is not { } max)
            return null;
        if (max < 0 || max > 1e15)
            throw ExchangeFault.Because("Its limit cannot be.", "Einen solchen Grenzwert gibt es nicht.");
        if (max == 0 || (!isPercent && IsMaxOutside && max <= 1))
            return Limit.None;
        if (!isPercent)
            return new Limit(Rows: (long)(IsMaxOutside ? Math.Ceiling(max) - 1 : Math.Floor(max)));
        if (IsMaxOutside)
            remarks.Add(new Remark($"Exactly {max.ToString(CultureInfo.InvariantCulture)} percent is allowed in Kali.", $"Genau {max.ToString(CultureInfo.InvariantCulture)} Prozent sind in Kali erlaubt."));
        return Limit.OfPercent(max);
    }
}
