using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>One column of a file against the profile of the last accepted load.</summary>
/// <param name="before">The profile.</param>
/// <param name="now">The sampled values.</param>
/// <param name="maySeeValues">Whether values of the dataset may be named, or only counted.</param>
internal sealed class ColumnComparison(ColumnProfile before, SampledColumn now, bool maySeeValues)
{
    private const int LeastValues = 20;
    private const double NewShare = 0.01;
    private const double GraveNewShare = 0.3;
    private const double GoneShare = 0.02;
    private const double MissingPoints = 0.01;
    private const double GraveMissingPoints = 0.2;
    private const double NotableShift = 0.1;
    private const double GraveShift = 2;
    private const double UsualPattern = 0.8;
    private const double KeyShare = 0.9;
    private const int MostExamples = 3;
    private const int MostCategories = 50;

    private string Label => now.Reading.Label.Length > 0 ? now.Reading.Label : now.Reading.Name;

    private bool IsNumber => now.Reading.Type.IsNumeric && before.Quantiles.Length == Profile.QuantileShares.Length;

    /// <summary>Numbers that name things grow by themselves.</summary>
    private bool IsKeyLike => before.MayBeKey || (before.Present > 0 && before.Distinct > KeyShare * before.Present && now.Reading.Type == Engines.DataType.Long);

    private bool IsCategory => before is { IsDistinctExact: true, Distinct: > 0 and <= MostCategories } && before.Type == "string" && before.Distinct * 4 <= before.Present;

    public IEnumerable<UploadSign> Signs()
    {
        if (Missing() is { } missing)
            yield return missing;
        if (now.Texts.Count < LeastValues || before.Present < LeastValues)
            yield break;
        if (IsNumber && !IsKeyLike && now.Numbers.Length >= LeastValues && Numbers() is { } numbers)
            yield return numbers;
        if (IsCategory)
        {
            foreach (var sign in Categories())
                yield return sign;
        }
        else if (before.Type == "string" && Form() is { } form)
        {
            yield return form;
        }
    }

    private UploadSign? Missing()
    {
        double beforeRows = before.Present + before.Misfits + before.Missing, nowRows = now.Seen;
        if (beforeRows < LeastValues || nowRows < LeastValues)
            return null;
        var (was, isNow) = (before.Missing / beforeRows, now.Missing / nowRows);
        var pooled = (before.Missing + now.Missing) / (beforeRows + nowRows);
        var deviation = Math.Sqrt(pooled * (1 - pooled) * (1 / beforeRows + 1 / nowRows));
        if (isNow - was < MissingPoints || deviation <= 0 || (isNow - was) / deviation <= 4)
            return null;
        return Sign(UploadSignKind.Missing, isNow - was >= GraveMissingPoints, Said.Of($"{Label} is missing in {isNow:P1} of the rows looked at, last time in {was:P1}."));
    }

    private UploadSign? Numbers()
    {
        var quantiles = DriftStatistics.Quantiles(now.Numbers, Profile.QuantileShares);
        var middle = Profile.QuantileShares.Length / 2;
        if (ScaleShift.Of(before.Quantiles, quantiles) is { } times)
        {
            return Sign(UploadSignKind.UnitShift, true, times >= 1
                ? Said.Of($"{Label} is about {times:#,0.##} times what it was: its middle value is {quantiles[middle]:#,0.##}, last time it was {before.Quantiles[middle]:#,0.##}. Is it in another unit or currency?")
                : Said.Of($"{Label} is about one {1 / times:#,0.##}th of what it was: its middle value is {quantiles[middle]:#,0.##}, last time it was {before.Quantiles[middle]:#,0.##}. Is it in another unit or currency?"));
        }
        var shift = DriftStatistics.WassersteinOfQuantiles(Profile.QuantileShares, before.Quantiles, quantiles) / Math.Max(before.Deviation ?? 0, 1e-9);
        var (n, m) = ((double)before.Present, (double)now.Numbers.Length);
        var distance = DriftStatistics.KolmogorovSmirnov(Profile.QuantileShares, before.Quantiles, now.Numbers);
        if (shift < NotableShift || distance < NotableShift || distance <= 1.95 * Math.Sqrt((n + m) / (n * m)))
            return null;
        return Sign(UploadSignKind.Distribution, shift >= GraveShift && before.Deviation > 0,
            Said.Of($"Values of {Label} lie elsewhere: the middle one is {quantiles[middle]:#,0.##}, last time it was {before.Quantiles[middle]:#,0.##}."));
    }

    private IEnumerable<UploadSign> Categories()
    {
        var known = before.TopValues.ToDictionary(value => value.Value, value => value.Count, StringComparer.Ordinal);
        var unknown = now.Counts.Where(count => !known.ContainsKey(count.Key)).OrderByDescending(count => count.Value).ToList();
        var rows = unknown.Sum(count => count.Value);
        if (rows >= NewShare * now.Texts.Count && rows > 1)
        {
            yield return Sign(UploadSignKind.NewValues, rows >= GraveNewShare * now.Texts.Count,
                Said.Of($"{unknown.Count} values of {Label} are new, in {rows:N0} of {now.Texts.Count:N0} rows looked at: {Examples(unknown.Select(count => count.Key))}."));
        }
        var gone = before.TopValues.Where(value => value.Count >= GoneShare * before.Present && !now.Counts.ContainsKey(value.Value)).ToList();
        if (gone.Count > 0 && before.Present * GoneShare > 1)
        {
            var share = gone.Sum(value => value.Count) / (double)before.Present;
            yield return Sign(UploadSignKind.GoneValues, false, maySeeValues
                ? Said.Of($"{gone.Count} values of {Label} do not occur any more, which {share:P1} of the rows had: {Examples(gone.Select(value => value.Value))}.")
                : Said.Of($"{gone.Count} values of {Label} do not occur any more, which {share:P1} of the rows had."));
        }
        if (rows >= NewShare * now.Texts.Count || gone.Count > 0)
            yield break;
        List<string> all = [.. known.Keys.Union(now.Counts.Keys)];
        var (was, isNow) = (all.ConvertAll(value => known.GetValueOrDefault(value)), all.ConvertAll(value => now.Counts.GetValueOrDefault(value)));
        var (chi, freedom) = DriftStatistics.ChiSquare(was, isNow);
        if (DriftStatistics.JensenShannon(was.ConvertAll(count => (double)count), isNow.ConvertAll(count => (double)count)) < NotableShift || chi <= DriftStatistics.ChiSquareOnceInThousand(freedom))
            yield break;
        var most = Enumerable.Range(0, all.Count).MaxBy(i => Math.Abs(isNow[i] / (double)now.Texts.Count - was[i] / (double)before.Present));
        yield return Sign(UploadSignKind.Distribution, false,
            Said.Of($"The values of {Label} occur in other shares: {all[most]} in {isNow[most] / (double)now.Texts.Count:P1} of the rows looked at, last time in {was[most] / (double)before.Present:P1}."));
    }

    /// <summary>Texts that were all built one way and are all built another way now: a currency sign, another number of digits.</summary>
    private UploadSign? Form()
    {
        if (before.Patterns.IsEmpty || before.PatternsOf == 0 || before.Patterns[0].Count < UsualPattern * before.PatternsOf)
            return null;
        var (pattern, share) = now.UsualPattern();
        var was = before.Patterns[0].Value;
        if (share < UsualPattern || pattern == was || (!pattern.Contains('9', StringComparison.Ordinal) && !was.Contains('9', StringComparison.Ordinal)))
            return null;
        return Sign(UploadSignKind.Format, true, Said.Of($"Values of {Label} are written another way: {pattern}, last time {was} (A is letters, 9 is digits)."));
    }

    private static string Examples(IEnumerable<string> values) => string.Join(", ", values.Take(MostExamples).Select(value => value.Length > 40 ? value[..40] + "…" : value));

    private UploadSign Sign(UploadSignKind kind, bool isGrave, Said says) => new(kind, now.Reading.Name, isGrave, says);
}
