using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>What the detectors know of a column before they look closer, from all rows of the load.</summary>
internal sealed record ColumnFacts
{
    public required int Index { get; init; }

    public required ColumnReading Reading { get; init; }

    public required long Rows { get; init; }

    /// <summary>Rows of silver with a value.</summary>
    public required long Present { get; init; }

    /// <summary>Different values, exactly.</summary>
    public required long Distinct { get; init; }

    /// <summary>Texts that are no value of the column's type.</summary>
    public long Misfits { get; init; }

    /// <summary>Rows of raw whose text is not blank.</summary>
    public long Texts { get; init; }

    /// <summary>Values with a digit in them; for text.</summary>
    public long WithDigit { get; init; }

    /// <summary>Values with a letter in them; for text.</summary>
    public long WithLetter { get; init; }

    /// <summary>Values that begin with a digit; for text.</summary>
    public long FromDigit { get; init; }

    public double AverageLength { get; init; }

    public double AverageWords { get; init; }

    public int Longest { get; init; }

    public double Min { get; init; }

    public double Max { get; init; }

    public long Negative { get; init; }

    public long Zero { get; init; }

    /// <summary>Quantiles of numbers, and of dates as days, at <see cref="FactsPlan.Shares"/>; empty for others.</summary>
    public ImmutableArray<double> Quantiles { get; init; } = [];

    public string Name => Reading.Name;

    public string Label => Reading.Label;

    public SqlName Sql => new(Reading.Name);

    public bool IsText => Reading.Type == DataType.String;

    public bool IsNumber => Reading.Type.IsNumeric;

    public bool IsWhole => Reading.Type == DataType.Long;

    public bool IsDate => Reading.Type == DataType.Date || Reading.Type == DataType.Timestamp;

    /// <summary>Texts that stand for "no value".</summary>
    public long Placeholders => Math.Max(0, Texts - Present - Misfits);

    /// <summary>Cells with nothing in them.</summary>
    public long Empty => Math.Max(0, Rows - Texts);

    public double Share(long count) => Present == 0 ? 0 : (double)count / Present;

    /// <summary>Every row has a value of its own, or nearly.</summary>
    public bool IsNearlyUnique => Present > 0 && Distinct >= 0.9 * Present;

    /// <summary>Fractions: amounts and measurements, which stand for nothing but themselves.</summary>
    public bool IsMeasure => IsNumber && !IsWhole;

    public double Quantile(double share) => Quantiles[FactsPlan.Shares.IndexOf(share)];
}
