using Kali.Data.Ingest.Csv;

namespace Kali.Web.Tests.Ingest.Csv.Pollution;

/// <summary>Pollutions of single rows and of columns.</summary>
internal static class RowPollution
{
    private static readonly CsvDialect Plain = CsvDialect.Default;

    public static IEnumerable<PollutedFile> Of(CleanTable table)
    {
        foreach (var at in (int[])[0, table.Rows.Length / 2, table.Rows.Length - 1])
        {
            yield return Touched($"a cell missing in row {at}", table, at, row => TableText.Row(row[..^1], Plain));
            yield return Touched($"half the cells missing in row {at}", table, at, row => TableText.Row(row[..(row.Length / 2 + 1)], Plain));
            yield return Changed($"an empty cell more in row {at}", table, at, row => TableText.Row(row, Plain) + ",");
            yield return Changed($"empty cells more in row {at}", table, at, row => TableText.Row(row, Plain) + ",,,");
            yield return Touched($"a filled cell more in row {at}", table, at, row => TableText.Row(row, Plain) + ",more");
            yield return Touched($"an opened quote in row {at}", table, at, row => $"{row[0]},\"{TableText.Row(row[1..], Plain with { Quote = null })}");
            yield return Touched($"another delimiter in row {at}", table, at, row => TableText.Row(row, Plain with { Delimiter = ";" }));
            yield return Changed($"an empty line before row {at}", table, at, row => "\n" + TableText.Row(row, Plain));
            yield return Changed($"empty lines before row {at}", table, at, row => "\n\n\n" + TableText.Row(row, Plain));
            yield return Changed($"a line of spaces before row {at}", table, at, row => "   \n" + TableText.Row(row, Plain));
            yield return Changed($"empty cells alone before row {at}", table, at, row => new string(',', row.Length - 1) + "\n" + TableText.Row(row, Plain));
            yield return Changed($"a remark before row {at}", table, at, row => "# remark\n" + TableText.Row(row, Plain));
            yield return Changed($"a remark with commas before row {at}", table, at, row => "# one, two\n" + TableText.Row(row, Plain));
            yield return Changed($"quotes everywhere in row {at}", table, at, row => TableText.Row(row, Plain, quotesAll: true));
            yield return Changed($"spaces behind quotes in row {at}", table, at, row => string.Join(',', row.Select(cell => TableText.Cell(cell, Plain, quotesAll: true) + " ")));
            yield return Cell($"an inch mark in row {at}", table, at, "5\" pipe", "5\" pipe");
            yield return Cell($"quotes not doubled in row {at}", table, at, "the \"best\" one", "\"the \"best\" one\"");
            yield return Cell($"an apostrophe in row {at}", table, at, "it's", "it's");
            yield return Cell($"a tab in row {at}", table, at, "a\tb", "a\tb");
            yield return Cell($"a long cell in row {at}", table, at, new string('x', 5000), new string('x', 5000));
            yield return Cell($"a zero character in row {at}", table, at, "a\0b", "a\0b");
        }
        yield return PollutedFiles.File("a delimiter behind every row", table, string.Join(",\n", table.Rows.Prepend(table.Header).Select(row => TableText.Row(row, Plain))) + ",\n");
        yield return PollutedFiles.File("a delimiter behind every record", table, TableText.Row(table.Header, Plain) + "\n" + string.Concat(table.Rows.Select(row => TableText.Row(row, Plain) + ",\n")));
        var first = table with { Header = [.. table.Header.Prepend("")], Rows = [.. table.Rows.Select(row => row.Prepend("").ToArray())] };
        yield return PollutedFiles.File("an empty column first", first, PollutedFiles.Text(first));
        var middle = table with { Header = [table.Header[0], "", .. table.Header[1..]], Rows = [.. table.Rows.Select(row => (string[])[row[0], "", .. row[1..]])] };
        yield return PollutedFiles.File("an empty column within", middle, PollutedFiles.Text(middle));
        yield return PollutedFiles.File("three empty columns last", table, string.Concat(table.Rows.Prepend(table.Header).Select(row => TableText.Row(row, Plain) + ",,,\n")));
    }

    private static PollutedFile Touched(string name, CleanTable table, int at, Func<string[], string> write) =>
        PollutedFiles.File(name, table, Text(table, at, row => write([.. row.Select(cell => cell.Replace('\n', ' '))])), touched: [at]);

    private static PollutedFile Changed(string name, CleanTable table, int at, Func<string[], string> write) =>
        PollutedFiles.File(name, table, Text(table, at, write));

    private static PollutedFile Cell(string name, CleanTable table, int at, string cell, string written)
    {
        var column = Array.FindIndex(table.Header, label => label is "city" or "article" or "customer" or "remark" or "code");
        column = column < 0 ? table.Header.Length - 1 : column;
        string[][] rows = [.. table.Rows];
        rows[at] = [.. rows[at]];
        rows[at][column] = cell;
        var text = Text(table, at, row => string.Join(',', row.Select((other, i) => i == column ? written : TableText.Cell(other, Plain, false))));
        return PollutedFiles.File(name, table with { Rows = rows }, text);
    }

    private static string Text(CleanTable table, int at, Func<string[], string> write) =>
        string.Concat(table.Rows.Select((row, i) => (i == at ? write(row) : TableText.Row(row, Plain)) + "\n").Prepend(TableText.Row(table.Header, Plain) + "\n"));
}
