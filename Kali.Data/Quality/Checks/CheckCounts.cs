using System.Collections.Frozen;
using System.Collections.Immutable;
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

    public Dictionary<PreparedRule, ImmutableArray<object?>> Measured { get; } = [];

    public Dictionary<PreparedRule, ImmutableArray<object?>> Elsewhere { get; } = [];

    public Dictionary<PreparedRule, object?> Tallied { get; } = [];

    /// <summary>What rules that are statements of their own found, or why they could not run.</summary>
    public Dictionary<PreparedRule, (QueryFacts? Facts, Obstacle? Obstacle)> Queried { get; } = [];

    public Dictionary<PreparedRule, List<(string Label, CheckCounts Counts)>> Groups { get; } = [];

    public bool HasTooManyGroups { get; set; }

    /// <summary>Columns that somebody said may be empty: what is wrong in them alone counts half.</summary>
    public IReadOnlySet<string> Optional { get; set; } = FrozenSet<string>.Empty;

    /// <summary>Rows that a dimension was assessed on, where those are not all.</summary>
    public Dictionary<QualityDimension, long> Assessed { get; } = [];

    public Dictionary<QualityDimension, DimensionCounts> Dimensions { get; private set; } = [];

    /// <summary>Dimensions whose rows with repeated keys are among the rows counted, each row once.</summary>
    public HashSet<QualityDimension> CountedOnce { get; } = [];

    public List<(string Label, CheckCounts Counts)> GroupsOf(PreparedRule rule)
    {
        if (!Groups.TryGetValue(rule, out var groups))
            Groups[rule] = groups = [];
        return groups;
    }

    public long EvaluatedBy(PreparedRule rule) => rule.Looked is null ? Rows : Looked.GetValueOrDefault(rule);

    public WholeFacts FactsOf(PreparedRule rule) => new(EvaluatedBy(rule), Failing.GetValueOrDefault(rule), Measured.GetValueOrDefault(rule, []))
    {
        Tallied = Tallied.GetValueOrDefault(rule),
        Elsewhere = Elsewhere.GetValueOrDefault(rule, []),
    };

    public static void Add(Dictionary<PreparedRule, ImmutableArray<object?>> values, PreparedRule rule, object? value) =>
        values[rule] = values.GetValueOrDefault(rule, []).Add(value);

    public DimensionCounts Of(QualityDimension dimension) => Dimensions.GetValueOrDefault(dimension) ?? new DimensionCounts(0, 0, 0);

    /// <summary>The same, but for the rows with a problem of one dimension.</summary>
    public CheckCounts With(QualityDimension dimension, DimensionCounts rows)
    {
        var copy = (CheckCounts)MemberwiseClone();
        copy.Dimensions = new(Dimensions) { [dimension] = rows };
        return copy;
    }

    /// <summary>The same with more rows that have a problem.</summary>
    public CheckCounts With(long moreAffected)
    {
        var copy = (CheckCounts)MemberwiseClone();
        copy.RowsAffected += moreAffected;
        return copy;
    }

    /// <summary>A figure; NULL and what is no number have none.</summary>
    public static double? Real(object? value) => value switch
    {
        null or string or bool => null,
        BigInteger big => (double)big,
        IConvertible number => Convert.ToDouble(number, CultureInfo.InvariantCulture) is var real && double.IsNaN(real) ? null : real,
        _ => null,
    };

    /// <summary>A count; engines give sums of counts as longs, decimals or very wide integers.</summary>
    public static long Number(object? value) => value switch
    {
        null => 0,
        BigInteger big => (long)big,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };
}
