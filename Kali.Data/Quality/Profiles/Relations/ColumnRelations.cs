using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>How the values of columns go together, seen in rows chosen by a hash: the same rows every time, never proof for the others.</summary>
/// <param name="Rows">The rows looked at.</param>
/// <param name="IsSample">Whether there are others.</param>
/// <param name="Dependencies">Columns whose value decides that of another one; the surest first.</param>
/// <param name="Correlations">Numbers, days and times that rise or fall together; the strongest first.</param>
public sealed record ColumnRelations(long Rows, bool IsSample, ImmutableArray<ColumnDependency> Dependencies, ImmutableArray<ColumnCorrelation> Correlations);

/// <summary>Where two rows have the same value in one column, they have the same in another: a post code and its town.</summary>
/// <param name="From">The column that decides.</param>
/// <param name="To">The column that follows.</param>
/// <param name="Share">Of the rows that share their value of <paramref name="From"/> with another row, those in whose group it holds throughout; 0 to 1.</param>
/// <param name="Rows">Rows that share their value of <paramref name="From"/> with another one.</param>
public sealed record ColumnDependency(string From, string To, double Share, long Rows);

/// <summary>How straight the line is on which the values of two columns lie.</summary>
/// <param name="One">A column.</param>
/// <param name="Other">Another one.</param>
/// <param name="Coefficient">Pearson's, -1 to 1.</param>
public sealed record ColumnCorrelation(string One, string Other, double Coefficient);
