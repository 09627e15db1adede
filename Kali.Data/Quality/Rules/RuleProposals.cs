using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>The rules a new dataset begins with: what nobody has to say. Everything else is proposed, not put in force.</summary>
public static class RuleProposals
{
    /// <summary>A load in which more than this share of a column does not fit its type was read wrongly.</summary>
    public const double MostMisfitPercent = 20;

    /// <param name="dataset">The dataset.</param>
    /// <param name="readings">Its columns.</param>
    /// <param name="keys">The columns of its key.</param>
    /// <param name="mostlyEmpty">Columns that are empty in most rows from the beginning: nobody said that they must be filled, and a rule against it would find nothing but that.</param>
    public static ImmutableArray<Rule> For(DatasetName dataset, ImmutableArray<ColumnReading> readings, ImmutableArray<string> keys, ImmutableArray<string> mostlyEmpty = default)
    {
        var rules = ImmutableArray.CreateBuilder<Rule>();
        foreach (var reading in readings)
        {
            if (TypeReading.CanFail(reading))
                rules.Add(Of($"{reading.Name}_type", new FitsType(reading.Name), Severity.Stops, new Threshold(Limit.None, Limit.OfPercent(MostMisfitPercent))));
            if (!keys.Contains(reading.Name) && (mostlyEmpty.IsDefault || !mostlyEmpty.Contains(reading.Name)))
                rules.Add(Of($"{reading.Name}_null_ratio", new NullRatio(reading.Name), Severity.Warns, Threshold.Never));
        }
        rules.AddRange(ForKeys(dataset, keys));
        return rules.ToImmutable();

        Rule Of(string name, RuleKind kind, Severity severity, Threshold threshold) =>
            new() { Id = Guid.NewGuid(), Dataset = dataset, Name = name, Kind = kind, Severity = severity, Threshold = threshold };
    }

    /// <summary>What a key must be so that merging by it means something: there, and in one row only.</summary>
    public static ImmutableArray<Rule> ForKeys(DatasetName dataset, ImmutableArray<string> keys)
    {
        if (keys.IsEmpty)
            return [];
        return
        [
            .. keys.SelectMany(key => new[]
            {
                Of($"{key}_not_null", new NotNull(key), Threshold.WarnsAtOnce),
                Of($"{key}_null_ratio", new NullRatio(key), Threshold.Never),
            }),
            Of($"{string.Join('_', keys)}_unique", new Unique(keys), Threshold.WarnsAtOnce),
        ];

        Rule Of(string name, RuleKind kind, Threshold threshold) =>
            new() { Id = Guid.NewGuid(), Dataset = dataset, Name = name, Kind = kind, Severity = Severity.Stops, Threshold = threshold };
    }
}
