namespace Kali.Web.Widgets;

/// <summary>A cell of a grid.</summary>
/// <param name="Row">The row's place among all rows, from 0.</param>
/// <param name="Column">The column's place among those drawn, from 0.</param>
public readonly record struct CellPlace(long Row, int Column);
