using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>One kind of defect in one column, and how a text becomes it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Column">The column's technical name; null where whole rows are meant.</param>
/// <param name="Suits">Rows in which it can be planted, in terms of <see cref="Planting"/>.</param>
/// <param name="Becomes">The text that stands there afterwards.</param>
internal sealed record Defect(DefectKind Kind, string? Column, SqlExpression Suits, SqlExpression Becomes)
{
    /// <summary>The other column of two that are exchanged.</summary>
    public string? With { get; init; }

    /// <summary>The share of rows in which it can be planted, as far as that is known before; 0 to 1.</summary>
    public double Fitting { get; init; } = 1;

    /// <summary>Whether rows are added rather than changed.</summary>
    public bool AddsRows => Kind is DefectKind.RepeatedRow or DefectKind.NearlyRepeatedRow;

    /// <summary>Whether a finding in that column, or about the row as a whole where it names none, is about this defect.</summary>
    public bool IsMeantBy(string column) => column.Length == 0 ? AddsRows : column == Column || column == With;
}

/// <summary>A defect with the places of a shuffled table that are its own: no row gets two.</summary>
/// <param name="Defect">The defect.</param>
/// <param name="Number">What tells it from others in the copy.</param>
/// <param name="From">Its first place.</param>
/// <param name="To">The first place that is no longer its own.</param>
internal sealed record PlacedDefect(Defect Defect, int Number, long From, long To)
{
    public SqlExpression IsHere => new AllOf(
        new Column(Planting.Place).AtLeast(new WholeNumber(From)), new Column(Planting.Place).LessThan(new WholeNumber(To)), Defect.Suits);
}
