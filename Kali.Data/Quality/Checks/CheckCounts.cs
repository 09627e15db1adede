using System.Globalization;
using System.Numerics;

namespace Kali.Data.Quality;

/// <summary>The figures of a check statement, as they are read.</summary>
internal sealed class CheckCounts
{
    public long Rows { get; set; }

    public long RowsAffected { get; set; }

    public Dictionary<PreparedRule, long> Looked { get; } = [];

    public Dictionary<PreparedRule, long> Failing { get; } = [];

    public Dictionary<PreparedRule, object?> Measured { get; } = [];

    public Dictionary<QualityDimension, DimensionCounts> Dimensions { get; } = [];

    public DimensionCounts Of(QualityDimension dimension) => Dimensions.GetValueOrDefault(dimension) ?? new DimensionCounts(0, 0, 0);

    /// <summary>A count; engines give sums of counts as longs, decimals or very wide integers.</summary>
    public static long Number(object? value) => value switch
    {
        null => 0,
        BigInteger big => (long)big,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };
}
