namespace Kali.Web.Widgets;

/// <summary>A column of a grid, and where in the window its header ends.</summary>
/// <param name="Column">Counted from 0.</param>
/// <param name="Left">Pixels from the left of the window.</param>
/// <param name="Top">Pixels from its top.</param>
public readonly record struct ColumnPlace(int Column, double Left, double Top);
