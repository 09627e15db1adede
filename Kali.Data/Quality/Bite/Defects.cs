using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>Which defects can befall the columns of a table, from how they are read and what their profile says.</summary>
internal static class Defects
{
    private const long MostOfAList = 200;
    private const double RarelyListed = 0.1;
    private const int LongestCode = 40;
    private const double MostlyThere = 0.5;
    private const double InFirstTwelveDays = 0.36;
    private const int FewSteps = 10;
    private const int MiddleOfQuantiles = 4;
    private static readonly string[] Strangers = ["Other", "Elsewhere", "Miscellaneous"];

    /// <param name="readings">The columns of the file.</param>
    /// <param name="profile">Of the load; null where none was made.</param>
    /// <param name="customs">Columns that rows of some kind leave empty.</param>
    public static ImmutableArray<Defect> Of(ImmutableArray<ColumnReading> readings, Profile? profile, ImmutableArray<EmptyByCustom> customs)
    {
        var defects = ImmutableArray.CreateBuilder<Defect>();
        foreach (var (index, reading) in readings.Index())
        {
            var known = profile?.Find(reading.Name);
            foreach (var (kind, text) in OfColumn(reading, known, index))
                defects.Add(new Defect(kind, reading.Name, text.Suits, text.Becomes) { Fitting = Present(known) * (kind == DefectKind.DayAndMonth ? InFirstTwelveDays : 1) });
            if (customs.FirstOrDefault(custom => custom.Column == reading.Name) is { } custom)
                defects.Add(FilledIn(reading, custom, index));
            if (Partner(readings, index) is { } partner)
                defects.Add(Swapped(reading, partner, known));
        }
        if (defects.Count > 0)
        {
            defects.Add(new Defect(DefectKind.RepeatedRow, null, SqlExpression.True, new Missing(DataType.String)));
            if (ToMisspell(readings, profile) is { } column && DefectTexts.Typo(new Column(column)) is var typo)
                defects.Add(new Defect(DefectKind.NearlyRepeatedRow, null, new AllOf(typo.Suits, typo.Becomes.NotEqualTo(new Column(column))), typo.Becomes) { With = column });
        }
        return defects.ToImmutable();
    }

    /// <summary>Whether a column holds one of a few words.</summary>
    public static bool IsList(ColumnReading reading, ColumnProfile? known) =>
        reading.Type == DataType.String && known is { Distinct: > 0 and <= MostOfAList } && known.Distinct <= Math.Max(2, RarelyListed * known.Present);

    private static IEnumerable<(DefectKind Kind, (SqlExpression Suits, SqlExpression Becomes) Text)> OfColumn(ColumnReading reading, ColumnProfile? known, int index)
    {
        var text = new Column(reading.Name);
        if (Present(known) >= MostlyThere)
            yield return (DefectKind.Missing, (DefectTexts.IsThere(text), new Missing(DataType.String)));
        yield return (DefectKind.Blanks, DefectTexts.Blanks(text));
        if (known is null or { Distinct: > 1 })
        {
            var other = Planting.OtherOf(index);
            yield return (DefectKind.OtherRowsValue, (new AllOf(DefectTexts.IsThere(text), DefectTexts.IsThere(other)), other));
        }
        var ofType = reading switch
        {
            { Type: var type } when type == DataType.String => OfText(reading, known, text),
            { Format: ValueFormat.Number } => OfNumber(reading, known, text),
            { Format: ValueFormat.Date or ValueFormat.Timestamp } => OfMoment(reading, text),
            { Format: ValueFormat.Boolean } => [(DefectKind.OutOfList, DefectTexts.Always(text, "maybe"))],
            _ => [],
        };
        foreach (var defect in ofType)
            yield return defect;
    }

    private static IEnumerable<(DefectKind, (SqlExpression, SqlExpression))> OfText(ColumnReading reading, ColumnProfile? known, Column text)
    {
        yield return (DefectKind.Placeholder, DefectTexts.Always(text, "tbd"));
        yield return (DefectKind.Typo, DefectTexts.Typo(text));
        yield return (DefectKind.LostLetter, DefectTexts.LostLetter(text));
        if (known?.LongestText is null or <= LongestCode)
            yield return (DefectKind.LetterCase, DefectTexts.LetterCase(text));
        yield return (DefectKind.WrongCharacters, DefectTexts.WrongCharacters(text));
        yield return (DefectKind.CutOff, DefectTexts.CutOff(text));
        if (known is not null && KnownCodes.Of(known.TopValues, known.TopValuesBase) is { } codes)
            yield return (DefectKind.UnknownCode, DefectTexts.Always(text, codes.Unlisted()));
        if (IsList(reading, known))
            yield return (DefectKind.OutOfList, DefectTexts.Always(text, Strangers.FirstOrDefault(stranger => known!.TopValues.All(value => value.Value != stranger), Strangers[0])));
    }

    private static IEnumerable<(DefectKind, (SqlExpression, SqlExpression))> OfNumber(ColumnReading reading, ColumnProfile? known, Column text)
    {
        yield return (DefectKind.Placeholder, DefectTexts.Always(text, "-999"));
        yield return (DefectKind.Typo, DefectTexts.LetterForDigit(text));
        yield return (DefectKind.UnitShift, DefectTexts.UnitShift(text, reading));
        if (Beyond(known) is { } beyond)
            yield return (DefectKind.FarOff, DefectTexts.Number(text, beyond, reading));
        yield return (DefectKind.WrongSign, DefectTexts.WrongSign(text));
    }

    private static IEnumerable<(DefectKind, (SqlExpression, SqlExpression))> OfMoment(ColumnReading reading, Column text)
    {
        yield return (DefectKind.Typo, DefectTexts.LetterForDigit(text));
        if (DefectDates.Of(reading, text) is not { } dates)
            yield break;
        yield return (DefectKind.Placeholder, dates.Placeholder());
        yield return (DefectKind.DayAndMonth, dates.DayAndMonth());
        if (dates.WrongYear() is { } year)
            yield return (DefectKind.WrongYear, year);
    }

    /// <summary>Three times as far from the middle as the largest number; null where the numbers are a few steps.</summary>
    private static double? Beyond(ColumnProfile? known) =>
        known is { Distinct: > FewSteps } && known.Quantiles.Length == Profile.QuantileShares.Length && known.Place(known.Max) is { } largest && largest > known.Quantiles[MiddleOfQuantiles]
            ? 3 * largest - 2 * known.Quantiles[MiddleOfQuantiles]
            : null;

    private static Defect FilledIn(ColumnReading reading, EmptyByCustom custom, int index)
    {
        var (text, other) = (new Column(reading.Name), Planting.OtherOf(index));
        return new Defect(
            DefectKind.FilledIn, reading.Name, new AllOf(TextCleaning.Trimmed(new Column(custom.Condition)).EqualTo(new Constant(custom.Value)), DefectTexts.IsThere(text).Surely().Not(), DefectTexts.IsThere(other)), other)
        {
            Fitting = custom.Share * custom.Elsewhere,
        };
    }

    private static double Present(ColumnProfile? known) => known is null || known.Present + known.Missing == 0 ? 1 : (double)known.Present / (known.Present + known.Missing);

    /// <summary>The next column of the same type, which a mapping by hand would most easily take for this one.</summary>
    private static ColumnReading? Partner(ImmutableArray<ColumnReading> readings, int index) =>
        index + 1 < readings.Length && readings[index + 1] is var next && next.Type == readings[index].Type && next.Format.GetType() == readings[index].Format.GetType() ? next : null;

    private static Defect Swapped(ColumnReading one, ColumnReading other, ColumnProfile? known)
    {
        var (left, right) = (new Column(one.Name), new Column(other.Name));
        return new Defect(DefectKind.SwappedColumns, one.Name, new AllOf(DefectTexts.IsThere(left), DefectTexts.IsThere(right), left.NotEqualTo(right)), right)
        {
            With = other.Name,
            Fitting = Present(known),
        };
    }

    /// <summary>The text in which a repeated row differs: the longest one that is no key.</summary>
    private static string? ToMisspell(ImmutableArray<ColumnReading> readings, Profile? profile) => readings
        .Where(reading => reading.Type == DataType.String && profile?.Find(reading.Name)?.MayBeKey is not true)
        .OrderByDescending(reading => profile?.Find(reading.Name)?.LongestText ?? 0).FirstOrDefault()?.Name;
}
