using Kali.Data.Ingest.Csv;

namespace Kali.Data.Ingest.Shape;

/// <summary>A row between header and data that says what the figures under it are measured in.</summary>
internal static class UnitsRow
{
    private const int RowsLookedAt = 200;

    /// <param name="row">The row behind the header.</param>
    /// <param name="below">The rows behind it.</param>
    public static bool Is(IReadOnlyList<string?> row, IEnumerable<IReadOnlyList<string?>> below)
    {
        var units = new List<int>();
        var hasNeutral = false;
        for (var column = 0; column < row.Count; column++)
        {
            var text = row[column];
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (UnitWords.IsNeutral(text))
            {
                hasNeutral = true;
                continue;
            }
            if (!UnitWords.IsUnit(text))
                return false;
            units.Add(column);
        }
        if (units.Count == 0)
            return false;
        var rows = below.Take(RowsLookedAt).ToList();
        var overNumbers = units.Count(column => IsNumeric(rows, column));
        return overNumbers > 0 && overNumbers * 2 >= units.Count && (units.Count > 1 || hasNeutral || row.Count <= 3 || IsBracketed(row[units[0]]!));
    }

    private static bool IsBracketed(string text) => text.Trim() is ['[', .., ']'] or ['(', .., ')'];

    private static bool IsNumeric(List<IReadOnlyList<string?>> rows, int column)
    {
        var values = rows.Where(row => column < row.Count && !string.IsNullOrWhiteSpace(row[column])).Select(row => row[column]!).ToList();
        return values.Count > 0 && values.Count(value => CellKinds.Of(value) == CellKind.Number) >= values.Count * 0.6;
    }
}
