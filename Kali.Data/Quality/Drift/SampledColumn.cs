using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Quality;

/// <summary>What the sampled texts of a column are, read as they would be loaded.</summary>
internal sealed class SampledColumn
{
    private SampledColumn(ColumnReading reading, int seen, int missing, List<string> texts, double[] numbers)
    {
        (Reading, Seen, Missing, Numbers, Texts) = (reading, seen, missing, numbers, texts);
        Counts = texts.GroupBy(text => text, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (long)group.Count(), StringComparer.Ordinal);
    }

    public ColumnReading Reading { get; }

    /// <summary>Rows looked at.</summary>
    public int Seen { get; }

    public int Missing { get; }

    /// <summary>Values that are there, without outer blanks.</summary>
    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyDictionary<string, long> Counts { get; }

    /// <summary>Of a column of numbers, those that fit, sorted.</summary>
    public double[] Numbers { get; }

    /// <summary>The most frequent form of its texts and its share of them.</summary>
    public (string Pattern, double Share) UsualPattern()
    {
        var patterns = TextPattern.Count(Counts.Select(count => new ValueCount(count.Key, count.Value)));
        return patterns.IsEmpty || Texts.Count == 0 ? ("", 0) : (patterns[0].Value, (double)patterns[0].Count / Texts.Count);
    }

    public static SampledColumn Of(ColumnReading reading, IReadOnlyList<string?> values, ImmutableHashSet<string> missing)
    {
        var texts = new List<string>(values.Count);
        var numbers = new List<double>();
        foreach (var value in values)
        {
            var text = value?.Trim() ?? "";
            if (text.Length == 0 || missing.Contains(text))
                continue;
            texts.Add(text);
            if (reading.Format is ValueFormat.Number format && ValueFit.Fits(text, reading.Type, format) && NumberOf(text, format) is { } number)
                numbers.Add(number);
        }
        numbers.Sort();
        return new SampledColumn(reading, values.Count, values.Count - texts.Count, texts, [.. numbers]);
    }

    private static double? NumberOf(string text, ValueFormat.Number format)
    {
        var plain = format.GroupSeparator is { } group ? text.Replace(group.ToString(), "", StringComparison.Ordinal) : text;
        return double.TryParse(plain.Replace(format.DecimalSeparator, '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
