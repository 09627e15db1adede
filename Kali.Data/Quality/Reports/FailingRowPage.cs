using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>Rows that break a rule, as the file has them.</summary>
/// <param name="Columns">Technical names and labels, in file order.</param>
/// <param name="Marked">Technical names of the columns whose cells break the rule.</param>
/// <param name="Expected">What would have been right, in a notation free of language.</param>
/// <param name="Rows">In file order.</param>
/// <param name="HasMore">Whether more follow; ask again after the last row's id.</param>
public sealed record FailingRowPage(
    ImmutableArray<(string Name, string Label)> Columns, ImmutableArray<string> Marked, string Expected, ImmutableArray<FailingRow> Rows, bool HasMore);

/// <param name="RowId">Leads to raw, silver and quarantine.</param>
/// <param name="Row">The row in the file.</param>
/// <param name="Values">The texts of the file, one a column.</param>
public sealed record FailingRow(long RowId, long Row, ImmutableArray<string?> Values);
