using System.Text;

namespace Kali.Web.Commands;

/// <summary>Rows for a person at a terminal: columns under each other, numbers to the right, long values cut with an ellipsis.</summary>
internal sealed class TextTable(params string[] headers)
{
    private const int WidestColumn = 60;
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Shown)]);

    public override string ToString()
    {
        var widths = headers.Select((header, i) => Math.Max(header.Length, _rows.Select(row => row[i].Length).DefaultIfEmpty().Max())).ToArray();
        var isNumber = headers.Select((_, i) => _rows.Count > 0 && _rows.All(row => row[i].Length == 0 || LooksLikeNumber(row[i]))).ToArray();
        var text = new StringBuilder();
        Append(headers);
        text.AppendJoin("  ", widths.Select(width => new string('─', width))).AppendLine();
        foreach (var row in _rows)
            Append(row);
        return text.ToString();

        void Append(string[] cells) =>
            text.AppendJoin("  ", cells.Select((cell, i) => isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).AppendLine();
    }

    private static bool LooksLikeNumber(string cell) => cell.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-' or '+' or '%' or ' ');

    private static string Shown(string cell)
    {
        var line = cell.ReplaceLineEndings("⏎");
        return line.Length <= WidestColumn ? line : line[..(WidestColumn - 1)] + "…";
    }
}
