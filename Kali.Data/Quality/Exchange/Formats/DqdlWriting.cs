using System.Globalization;
using Kali.Data.Engines;

namespace Kali.Data.Quality.Exchange;

/// <summary>Kali's kinds as rules of DQDL.</summary>
internal static class DqdlWriting
{
    public static (string Text, bool TakesThreshold, Remark? Remark) Write(RuleKind kind, ExchangeSubject subject)
    {
        Remark? remark = null;
        var takesThreshold = false;
        var text = kind switch
        {
            NotNull one => $"IsComplete {Q(one.Column)}",
            NullRatio one => $"Completeness {Q(one.Column)} {(one.LeastPercent > 0 ? $"between {Share(100 - one.MostPercent)} and {Share(100 - one.LeastPercent)}" : $">= {Share(100 - one.MostPercent)}")}",
            Unique { MissingIsAValue: false, Key: [var column] } => $"IsUnique {Q(column)}",
            UniquenessRatio { Counted: [var column] } one => $"Uniqueness {Q(column)} {Span(Part(one.MinPercent), Part(one.MaxPercent))}",
            DistinctCount { Counted: [var column] } one => $"DistinctValuesCount {Q(column)} {Whole(one.Min, one.Max)}",
            RowCountWithin one => $"RowCount {Whole(one.Min, one.Max)}",
            ColumnCount one => $"ColumnCount {Whole(one.Min, one.Max)}",
            HasSchema { Expected: [var only], IsStrict: false } => Noting($"ColumnExists {Q(only.Name)}", only.Type is not null, "There, only the name is looked at, not the type.", "Dort wird nur auf den Namen gesehen, nicht auf den Typ."),
            ColumnType { Types: [var type] } one => Noting($"ColumnDataType {Q(one.Column)} = {Q(TypeNames.Spark(type))}", true, "Glue looks at what the values could be, Kali at the type of the column.", "Glue betrachtet, was die Werte sein könnten, Kali den Typ der Spalte."),
            LengthWithin one => $"ColumnLength {Q(one.Column)} {Whole(one.Min, one.Max)}",
            OneOf { IgnoresCase: false } one => Limitable($"ColumnValues {Q(one.Column)} in [{List(one.Allowed, one.Column)}]"),
            NotOneOf { IgnoresCase: false } one => Limitable($"ColumnValues {Q(one.Column)} not in [{List(one.Forbidden, one.Column)}]"),
            MatchesPattern { IsAnywhere: false, IgnoresCase: false } one => Limitable($"ColumnValues {Q(one.Column)} {(one.IsForbidden ? "not " : "")}matches {Q(one.Pattern)}"),
            HasFormat one => Noting(Limitable($"ColumnValues {Q(one.Column)} matches {Q(TextFormatPatterns.Of(one.Format)[1..^1])}"), true, TextFormatPatterns.Remark.English, TextFormatPatterns.Remark.German),
            InRange { Min: { } min, Max: { } max } one => Between(one, min, max),
            InRange { Min: { } min } one => Limitable($"ColumnValues {Q(one.Column)} {(one.IsMinOutside ? ">" : ">=")} {Value(min, one.Column)}"),
            InRange { Max: { } max } one => Limitable($"ColumnValues {Q(one.Column)} {(one.IsMaxOutside ? "<" : "<=")} {Value(max, one.Column)}"),
            NotInRange one => Limitable($"ColumnValues {Q(one.Column)} not between {Value(one.Min, one.Column)} and {Value(one.Max, one.Column)}"),
            EqualTo { Tolerance: null, TolerancePercent: null } one => Limitable($"ColumnValues {Q(one.Column)} {(one.IsForbidden ? "!=" : "=")} {Value(one.Value, one.Column)}"),
            MustBeMissing { AllowsEmpty: false } one => $"ColumnValues {Q(one.Column)} = NULL",
            NotInFuture { DaysAhead: 0 } one => Limitable($"ColumnValues {Q(one.Column)} <= now()"),
            OlderThan one => Limitable($"ColumnValues {Q(one.Column)} {(one.IsYounger ? ">=" : "<=")} (now() - {one.Days} days)"),
            CorrelationWithin one => $"ColumnCorrelation {Q(one.Column)} {Q(one.Other)} {Span(one.Min, one.Max)}",
            AggregateWithin { Column: { } column } one when Figures.TryGetValue(one.Figure, out var figure) => $"{figure} {Q(column)} {Bounds(one)}",
            IsFresh one => Noting($"DataFreshness {Q(one.Column)} <= {Age(one.MaxAge)}", true, "Glue looks at every row, Kali at the newest one.", "Glue betrachtet jede Zeile, Kali die neueste."),
            ExistsIn { IsForbidden: false, MissingIsAValue: false } one => Limitable(one.Further.IsEmpty
                ? $"ReferentialIntegrity {Q(one.Column)} {Q($"{one.Table}.{one.ReferenceColumn}")} >= 1.0"
                : $"ReferentialIntegrity {Q(string.Join(',', one.Columns))} {Q($"{one.Table}.{{{string.Join(',', one.Further.Select(pair => pair.There).Prepend(one.ReferenceColumn))}}}")} >= 1.0", takes: false),
            RowCountMatches one => $"RowCountMatch {Q(one.Table)} {Span(one.MinPercent / 100, one.MaxPercent / 100)}",
            _ when ConditionOf.Kind(kind, subject) is { } condition => $"CustomSql {Q($"select count(*) from primary where not ({condition})")} = 0",
            _ => throw DqxWriting.Unsaid("DQDL", kind),
        };
        return (text, takesThreshold, remark);

        string Limitable(string written, bool takes = true)
        {
            takesThreshold = takes;
            return written;
        }

        string Noting(string written, bool differs, string english, string german)
        {
            remark = differs ? new Remark(english, german) : null;
            return written;
        }

        // “between” leaves out its bounds there.
        string Between(InRange one, string min, string max) => one is { IsMinOutside: true, IsMaxOutside: true }
            ? Limitable($"ColumnValues {Q(one.Column)} between {Value(min, one.Column)} and {Value(max, one.Column)}")
            : $"CustomSql {Q($"select count(*) from primary where not ({ConditionOf.Kind(one, subject)})")} = 0";

        string Value(string text, string column) => subject.Schema(column).Type is var type && (type.IsNumeric || type == DataType.Boolean) ? text : Q(text);

        string List(IEnumerable<string> values, string column) => string.Join(", ", values.Select(value => Value(value, column)));
    }

    private static readonly Dictionary<RuleFigure, string> Figures = new()
    {
        [RuleFigure.Sum] = "Sum",
        [RuleFigure.Average] = "Mean",
        [RuleFigure.StandardDeviation] = "StandardDeviation",
    };

    private static string Q(string text) => DqdlText.Quote(text);

    public static string Share(double percent) => Number(Math.Round(percent / 100, 11));

    private static string Number(double number) => number.ToString("0.0##############", CultureInfo.InvariantCulture);

    private static double? Part(double? percent) => percent is { } value ? Math.Round(value / 100, 11) : null;

    private static string Age(TimeSpan age) => age.TotalHours == Math.Truncate(age.TotalHours)
        ? FormattableString.Invariant($"{age.TotalHours:0} hours")
        : FormattableString.Invariant($"{Math.Ceiling(age.TotalMinutes):0} minutes");

    /// <summary>“between” leaves out its bounds, so whole numbers are written one lower and one higher.</summary>
    private static string Whole(long? min, long? max) => (min, max) switch
    {
        ({ } one, { } other) when one == other => FormattableString.Invariant($"= {one}"),
        ({ } least, { } most) => FormattableString.Invariant($"between {least - 1} and {most + 1}"),
        ({ } least, null) => FormattableString.Invariant($">= {least}"),
        (null, { } most) => FormattableString.Invariant($"<= {most}"),
        _ => throw ExchangeFault.Because("It has no bound.", "Sie hat keine Grenze."),
    };

    private static string Span(double? min, double? max) => (min, max) switch
    {
        ({ } one, { } other) when one == other => $"= {Number(one)}",
        ({ } least, null) => $">= {Number(least)}",
        (null, { } most) => $"<= {Number(most)}",
        ({ } least, { } most) => $"between {Number(least)} and {Number(most)}",
        _ => throw ExchangeFault.Because("It has no bound.", "Sie hat keine Grenze."),
    };

    private static string Bounds(AggregateWithin one) => one switch
    {
        { Min: { } min, IsForbidden: true } when min == one.Max => $"!= {min}",
        { IsForbidden: true } => $"not between {one.Min} and {one.Max}",
        { Min: { } min, Max: { } max } when min == max => $"= {min}",
        { Min: { } min, Max: { } max, IsMinOutside: true, IsMaxOutside: true } => $"between {min} and {max}",
        { Min: { } min, Max: null } => $"{(one.IsMinOutside ? ">" : ">=")} {min}",
        { Min: null, Max: { } max } => $"{(one.IsMaxOutside ? "<" : "<=")} {max}",
        _ => throw ExchangeFault.Because("DQDL leaves out both bounds of a span, or has one bound.", "DQDL schließt beide Grenzen einer Spanne aus oder hat nur eine Grenze."),
    };
}
