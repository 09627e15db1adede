namespace Kali.Web.Widgets;

/// <summary>A column of a cell grid.</summary>
/// <param name="Name">The technical name.</param>
/// <param name="Label">The header as the file has it.</param>
/// <param name="Type">Its type, in a word.</param>
/// <param name="IsRight">Whether its values stand to the right, as numbers do.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Share">Of its cells: good, missing, marked, together 1; null while not counted.</param>
/// <param name="ShareWords">The same in words.</param>
public sealed record CellGridColumn(string Name, string Label, string Type, bool IsRight, int Width, (double Good, double Missing, double Marked)? Share, string? ShareWords);
