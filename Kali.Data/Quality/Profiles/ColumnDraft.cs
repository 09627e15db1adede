using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>The figures of one column, as they are read from the first scan.</summary>
internal sealed class ColumnDraft
{
    public long Present { get; set; }

    public long Cells { get; set; }

    public long ReadAsMissing { get; set; }

    public long? NotAsWritten { get; set; }

    public long Trimmed { get; set; }

    public long Normalised { get; set; }

    public string? ChangedExample { get; set; }

    public string? MissingExample { get; set; }

    public string? MisfitExample { get; set; }

    public string? ReadExample { get; set; }

    public string? Min { get; set; }

    public string? Max { get; set; }

    public long Distinct { get; set; }

    public int? Shortest { get; set; }

    public int? Longest { get; set; }

    public double? Mean { get; set; }

    public double? Deviation { get; set; }

    public ImmutableArray<double> Quantiles { get; set; } = [];

    public long? QuantilesOf { get; set; }

    public ColumnProfile Finish(ProfiledColumn column, long rows)
    {
        var texts = column.Reading is null ? Present : Cells - ReadAsMissing;
        var bins = Min is not null && Max is not null && column.PositionOf(Min) is { } low && column.PositionOf(Max) is { } high && double.IsFinite(low) && double.IsFinite(high) && high > low
            ? new Histogram(Histogram.ExponentFor(low, high), [])
            : null;
        return new ColumnProfile
        {
            Name = column.Name,
            Label = column.Label,
            Type = column.Type.Name,
            Present = Present,
            Missing = rows - texts,
            Misfits = texts - Present,
            Changes = Changes(column, texts),
            IsAsWritten = column.Reading is not null && (column.IsText ? Trimmed + Normalised + ReadAsMissing == 0 : NotAsWritten == 0),
            Distinct = Math.Min(Distinct, Present),
            Min = Min,
            Max = Max,
            Mean = Mean,
            Deviation = Deviation,
            Quantiles = Quantiles,
            QuantilesOf = Quantiles.IsEmpty ? 0 : QuantilesOf ?? Present,
            ShortestText = Shortest,
            LongestText = Longest,
            Histogram = bins,
        };
    }

    private ImmutableArray<ColumnChange> Changes(ProfiledColumn column, long texts)
    {
        if (column.Reading is not { } reading)
            return [];
        ColumnChange[] changes =
        [
            new(ChangeKind.Trimmed, Trimmed, ChangedExample),
            new(ChangeKind.Normalised, Normalised, ChangedExample),
            new(ChangeKind.ReadAsMissing, ReadAsMissing, MissingExample),
            new(ChangeKind.ReadAsValue, ProfilePlan.IsPlainNotation(reading) ? 0 : Present, ReadExample),
            new(ChangeKind.DidNotFit, texts - Present, MisfitExample),
        ];
        return [.. changes.Where(change => change.Count > 0)];
    }
}
