using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>How figures are computed, read and said.</summary>
internal static class RuleFigures
{
    public static bool Takes(RuleFigure figure, DataType type) => figure switch
    {
        RuleFigure.Count or RuleFigure.CountDistinct => true,
        RuleFigure.Min or RuleFigure.Max => type.IsNumeric || Moments.IsMoment(type),
        RuleFigure.ShortestLength or RuleFigure.LongestLength or RuleFigure.AverageLength => type == DataType.String,
        _ => type.IsNumeric,
    };

    public static Measure Of(RuleFigure figure, SqlExpression column, double? share)
    {
        var number = column.CastTo(DataType.Double);
        var length = SqlExpression.Call(SqlFunction.Length, column);
        return figure switch
        {
            RuleFigure.Count => Measure.Of(AggregateFunction.Count, column),
            RuleFigure.CountDistinct => Measure.Of(AggregateFunction.Distinct, column),
            RuleFigure.Sum => Measure.NumberOf(AggregateFunction.Sum, column),
            RuleFigure.Average => Measure.NumberOf(AggregateFunction.Average, number),
            RuleFigure.Min => Measure.Of(AggregateFunction.Min, column),
            RuleFigure.Max => Measure.Of(AggregateFunction.Max, column),
            RuleFigure.Median => new Measure([number], operands => new Percentile(operands[0], 0.5)),
            RuleFigure.Percentile => new Measure([number], operands => new Percentile(operands[0], share ?? 0.5)),
            RuleFigure.Range => new Measure([number], operands => new Arithmetic(
                ArithmeticOperator.Subtract, new Aggregate(AggregateFunction.Max, operands[0]), new Aggregate(AggregateFunction.Min, operands[0]))),
            RuleFigure.StandardDeviation => Measure.NumberOf(AggregateFunction.StandardDeviation, number),
            RuleFigure.PopulationStandardDeviation => Measure.NumberOf(AggregateFunction.PopulationStandardDeviation, number),
            RuleFigure.Variance => Measure.NumberOf(AggregateFunction.Variance, number),
            RuleFigure.PopulationVariance => Measure.NumberOf(AggregateFunction.PopulationVariance, number),
            RuleFigure.Skewness => Measure.NumberOf(AggregateFunction.Skewness, number),
            RuleFigure.Kurtosis => Measure.NumberOf(AggregateFunction.Kurtosis, number),
            RuleFigure.Zeros => Measure.Of(AggregateFunction.CountIf, column.EqualTo(new WholeNumber(0))),
            RuleFigure.ShortestLength => Measure.Of(AggregateFunction.Min, length),
            RuleFigure.LongestLength => Measure.Of(AggregateFunction.Max, length),
            _ => Measure.NumberOf(AggregateFunction.Average, length.CastTo(DataType.Double)),
        };
    }

    /// <summary>A bound as <see cref="Read"/> reads the figure; null where it is no value of the figure's type.</summary>
    public static double? Bound(RuleFigure figure, string? text, DataType? type)
    {
        if (text is null)
            return null;
        if (figure is RuleFigure.Min or RuleFigure.Max && type is not null && Moments.IsMoment(type))
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Read(moment) : null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Numbers as they are, days and times as days since 1970.</summary>
    public static double? Read(object? value) => value switch
    {
        DateOnly day => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber,
        DateTimeOffset moment => (moment - DateTimeOffset.UnixEpoch).TotalDays,
        DateTime local => (local - DateTime.UnixEpoch).TotalDays,
        _ => CheckCounts.Real(value),
    };

    public static string Shown(object? value) => value switch
    {
        null => "∅",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateTime local => local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        string text => text,
        _ => CheckCounts.Real(value) is { } number ? FigureVerdict.Figure(number) : "∅",
    };

    public static string English(RuleFigure figure, string? column, double? share) => figure switch
    {
        RuleFigure.Count => column is null ? "The number of rows" : $"The number of values in {column}",
        RuleFigure.CountDistinct => $"The number of different values in {column}",
        RuleFigure.Sum => $"The sum of {column}",
        RuleFigure.Average => $"The mean of {column}",
        RuleFigure.Min => $"The least {column}",
        RuleFigure.Max => $"The greatest {column}",
        RuleFigure.Median => $"The median of {column}",
        RuleFigure.Percentile => FormattableString.Invariant($"The {(share ?? 0.5) * 100:0.##}th percentile of {column}"),
        RuleFigure.Range => $"The span from the least to the greatest {column}",
        RuleFigure.StandardDeviation or RuleFigure.PopulationStandardDeviation => $"The standard deviation of {column}",
        RuleFigure.Variance or RuleFigure.PopulationVariance => $"The variance of {column}",
        RuleFigure.Skewness => $"The skewness of {column}",
        RuleFigure.Kurtosis => $"The kurtosis of {column}",
        RuleFigure.Zeros => $"The number of zeros in {column}",
        RuleFigure.ShortestLength => $"The length of the shortest {column}",
        RuleFigure.LongestLength => $"The length of the longest {column}",
        _ => $"The mean length of {column}",
    };

    public static string German(RuleFigure figure, string? column, double? share) => figure switch
    {
        RuleFigure.Count => column is null ? "Die Zahl der Zeilen" : $"Die Zahl der Werte in {column}",
        RuleFigure.CountDistinct => $"Die Zahl verschiedener Werte in {column}",
        RuleFigure.Sum => $"Die Summe von {column}",
        RuleFigure.Average => $"Der Mittelwert von {column}",
        RuleFigure.Min => $"Der kleinste Wert in {column}",
        RuleFigure.Max => $"Der größte Wert in {column}",
        RuleFigure.Median => $"Der Median von {column}",
        RuleFigure.Percentile => string.Create(CultureInfo.GetCultureInfo("de-DE"), $"Das {(share ?? 0.5) * 100:0.##}. Perzentil von {column}"),
        RuleFigure.Range => $"Die Spanne vom kleinsten zum größten Wert in {column}",
        RuleFigure.StandardDeviation or RuleFigure.PopulationStandardDeviation => $"Die Standardabweichung von {column}",
        RuleFigure.Variance or RuleFigure.PopulationVariance => $"Die Varianz von {column}",
        RuleFigure.Skewness => $"Die Schiefe von {column}",
        RuleFigure.Kurtosis => $"Die Wölbung von {column}",
        RuleFigure.Zeros => $"Die Zahl der Nullen in {column}",
        RuleFigure.ShortestLength => $"Die Länge des kürzesten Werts in {column}",
        RuleFigure.LongestLength => $"Die Länge des längsten Werts in {column}",
        _ => $"Die mittlere Länge von {column}",
    };
}
