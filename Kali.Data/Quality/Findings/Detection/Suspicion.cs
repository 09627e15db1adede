using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>What a detector says of a column (or of whole rows): a query for the cells, not the cells.</summary>
/// <param name="Detector">Who says so.</param>
/// <param name="Column">The technical name; empty when rows as a whole are meant.</param>
/// <param name="Cells">Rows of <c>_row_id, proposal, basis, weight, strong</c>, at most one a row; strong: confirmed without a second detector.</param>
internal sealed record Suspicion(DetectorKind Detector, string Column, Sql Cells)
{
    /// <summary>Relations that <see cref="Cells"/> reads by name, each after those it reads itself; several suspicions may share them, and each is computed once.</summary>
    public ImmutableArray<(SqlName Name, Sql Rows)> Needs { get; init; } = [];

    /// <summary>Where values are suspicious wherever they stand: the query for these, which tells at once whether there are any.</summary>
    public Sql? Values { get; init; }

    /// <summary>Columns whose own findings in a row explain this one there.</summary>
    public ImmutableArray<string> YieldsTo { get; init; } = [];

    public static readonly SqlName Strong = new("strong");

    public static Sql Columns => Sql.Of($"{FindingTable.RowId}, {FindingTable.Proposal}, {FindingTable.Basis}, {FindingTable.Weight}, {Strong}");
}
