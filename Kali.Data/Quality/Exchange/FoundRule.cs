using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>A rule as read from a file, before it has an id and a name of its own.</summary>
internal sealed record FoundRule(RuleKind Kind)
{
    public string? Name { get; init; }

    public Severity Severity { get; init; } = Severity.Stops;

    public Threshold Threshold { get; init; } = Threshold.WarnsAtOnce;

    public string? Filter { get; init; }

    public ImmutableArray<string> GroupBy { get; init; } = [];

    public QualityDimension? Dimension { get; init; }

    public string? Owner { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<Remark> Remarks { get; init; } = [];

    public FoundRule But(string english, string german) => But(new Remark(english, german));

    public FoundRule But(Remark remark) => this with { Remarks = Remarks.Add(remark) };

    public FoundRule But(IEnumerable<Remark> remarks) => this with { Remarks = Remarks.AddRange(remarks) };

    public Rule For(DatasetName dataset, string name) => new()
    {
        Id = Guid.NewGuid(),
        Dataset = dataset,
        Name = name,
        Kind = Kind,
        Severity = Severity,
        Threshold = Threshold,
        Filter = Filter,
        GroupBy = GroupBy,
        DimensionAsSaid = Dimension == Kind.Dimension ? null : Dimension,
        Owner = Owner,
        Description = Description,
    };
}
