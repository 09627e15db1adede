using System.Globalization;
using System.Text;

namespace Kali.Data.Pipeline;

/// <summary>A cell as a spreadsheet names it: B12.</summary>
internal readonly record struct CellAddress(int Column, long Row)
{
    /// <summary>The letters of a column, counted from 0.</summary>
    public static string Letters(int column)
    {
        var letters = new StringBuilder();
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters.Insert(0, (char)('A' + ((rest - 1) % 26)));
        return letters.ToString();
    }

    /// <summary>The column of <c>AB12</c> or <c>AB</c>, from 0; -1 where no letters stand.</summary>
    public static int ColumnOf(string address)
    {
        var column = 0;
        foreach (var c in address.TakeWhile(char.IsAsciiLetter))
            column = column * 26 + (char.ToUpperInvariant(c) - 'A' + 1);
        return column - 1;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Letters(Column)}{Row}");
}
