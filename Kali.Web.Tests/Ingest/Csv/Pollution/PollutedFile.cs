namespace Kali.Web.Tests.Ingest.Csv.Pollution;

/// <summary>A file with one thing wrong, and what has to come out of it all the same.</summary>
/// <param name="Name">The pollution and its table.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Header">The labels expected; null where the file has none.</param>
/// <param name="Rows">The clean rows.</param>
/// <param name="Touched">Rows whose own cells the pollution takes away: they may come out otherwise, or be rejected, but not vanish.</param>
internal sealed record PollutedFile(string Name, byte[] Bytes, string[]? Header, string[][] Rows, HashSet<int> Touched)
{
    /// <summary>What is wrong with the way it was read; null when nothing is.</summary>
    public string? FaultOf(CsvText read)
    {
        if (Header is null ? read.Detection.Dialect.HeaderRows > 0 : !Same(Header, [.. read.Detection.Labels]))
            return $"labels [{string.Join("|", read.Detection.Labels)}]";
        var rows = read.Rows.Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell))).ToList();
        var at = 0;
        for (var row = 0; row < Rows.Length; row++)
        {
            if (Touched.Contains(row))
            {
                if (at < rows.Count && rows[at].Cells[0]?.Contains(Rows[row][0], StringComparison.Ordinal) == true)
                    at++;
                else if (!read.Rejected.Exists(rejected => rejected.Text.Contains(Rows[row][0], StringComparison.Ordinal)))
                    return $"row {row} is lost";
                continue;
            }
            if (at >= rows.Count)
                return $"{rows.Count} rows";
            if (!Same(Rows[row], rows[at].Cells))
                return $"row {row}: [{string.Join("|", rows[at].Cells)}] for [{string.Join("|", Rows[row])}]";
            at++;
        }
        return at == rows.Count ? null : $"{rows.Count} rows for {at}";
    }

    /// <summary>Equal, but for columns at the end that hold nothing.</summary>
    private static bool Same(string[] expected, string?[] found) =>
        found.Length >= expected.Length && expected.SequenceEqual(found.Take(expected.Length).Select(cell => cell ?? "")) && found.Skip(expected.Length).All(string.IsNullOrEmpty);
}
