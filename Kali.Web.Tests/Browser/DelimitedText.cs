using System.Text;

namespace Kali.Web.Tests.Browser;

/// <summary>Reads RFC 4180 text the plain way, without Kali's own reader.</summary>
internal static class DelimitedText
{
    public static List<List<string>> Read(string text, char delimiter = ',')
    {
        var lines = new List<List<string>>();
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when isQuoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append(text[++i]);
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case var c when c == delimiter && !isQuoted:
                    EndCell();
                    break;
                case '\n' when !isQuoted:
                    EndLine();
                    break;
                case '\r' when !isQuoted:
                case '\uFEFF' when i == 0:
                    break;
                case var c:
                    cell.Append(c);
                    break;
            }
        }
        if (cell.Length > 0 || cells.Count > 0)
            EndLine();
        return lines;

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void EndLine()
        {
            EndCell();
            lines.Add(cells);
            cells = [];
        }
    }
}
