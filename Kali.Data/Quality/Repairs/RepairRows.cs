using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Which rows of a dataset an edit means, as queries of row ids.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="HasQuarantine">Whether it has rows held back.</param>
/// <param name="HasFindings">Whether it has findings.</param>
public sealed record RepairRows(DatasetName Dataset, bool HasQuarantine, bool HasFindings)
{
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <summary>Where the rows are not in the dataset yet: these are meant by every edit.</summary>
    public TableRef? Only { get; init; }

    /// <summary>Every row that silver has.</summary>
    public Sql All => Only is { } only ? Sql.Of($"SELECT {RowId} FROM {only} AS only_rows") : Sql.Of($"SELECT {RowId} FROM {Dataset.Silver} AS all_rows");

    private Sql None => Sql.Of($"SELECT {RowId} FROM {Dataset.Silver} AS no_rows WHERE {new Truth(false)}");

    public Sql Of(RepairEdit edit) => edit switch
    {
        _ when Only is not null => All,
        { Rule: { } rule } => HasQuarantine ? Sql.Of($"SELECT {RowId} FROM {Dataset.Quarantine} AS held_rows WHERE {HeldBackRowsReading.Breaks(rule)}") : None,
        { Finding: { } finding } => HasFindings ? Sql.Of($"SELECT {RowId} FROM {Dataset.Findings} AS found_cells WHERE {Is(finding)}") : None,
        _ => All,
    };

    /// <summary>Each row of a finding once, with what its detector proposes.</summary>
    internal Sql ProposalsOf(string? finding, SqlName row, SqlName becomes) => finding is null || !HasFindings
        ? Sql.Of($"SELECT {RowId} AS {row}, {new Missing(DataType.String)} AS {becomes} FROM {Dataset.Silver} AS no_rows WHERE {new Truth(false)}")
        : Sql.Of($"""
            SELECT {RowId} AS {row}, {new Aggregate(AggregateFunction.Max, new Column(FindingTable.Proposal))} AS {becomes}
            FROM {Dataset.Findings} AS found_cells
            WHERE {Is(finding)} AND {FindingTable.Proposal} IS NOT NULL GROUP BY {RowId}
            """);

    /// <summary>True for the cells of a finding, named as <see cref="FindingGroup.Key"/> does: detector, column, tier.</summary>
    internal static SqlExpression Is(string finding)
    {
        var parts = finding.Split('/');
        if (parts.Length != 3)
            throw new RefusedException($"“{finding}” is not the name of a finding. Nothing was changed.");
        return new AllOf(
            new Column(FindingTable.Detector).EqualTo(new Constant(parts[0])),
            new Column(FindingTable.ColumnName).EqualTo(new Constant(parts[1])),
            new Column(FindingTable.Tier).EqualTo(new Constant(parts[2])));
    }
}
