using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kali.Data.Explore.Export;

/// <summary>Writes a result as CSV that is safe to open in a spreadsheet.</summary>
public sealed class CsvExport(CsvFlavour flavour)
{
    private readonly SearchValues<char> _needQuotes = SearchValues.Create(['"', '\r', '\n', flavour.Separator]);

    public async Task<long> WriteAsync(ResultSetView view, Stream target, CancellationToken ct)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(flavour.WithByteOrderMark), 1 << 16, leaveOpen: true);
        return await WriteAsync(view, writer, ct);
    }

    public async Task<long> WriteAsync(ResultSetView view, TextWriter writer, CancellationToken ct)
    {
        WriteLine(writer, view.Headers.Select(SafeCell.Text));
        long count = 0;
        await foreach (var row in view.Rows.ReadAsync(ct))
        {
            WriteLine(writer, row.Select(Text));
            if (++count % 1000 == 0)
                await writer.FlushAsync(ct);
        }
        await writer.FlushAsync(ct);
        return count;
    }

    private void WriteLine(TextWriter writer, IEnumerable<string> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
                writer.Write(flavour.Separator);
            isFirst = false;
            if (cell.AsSpan().ContainsAny(_needQuotes))
            {
                writer.Write('"');
                writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
                writer.Write('"');
            }
            else
            {
                writer.Write(cell);
            }
        }
        writer.Write("\r\n");
    }

    /// <summary>Dates are ISO 8601 in every flavour: Excel reads them whatever its language.</summary>
    private string Text(object? value) => value switch
    {
        null => "",
        string text => SafeCell.Text(text),
        bool flag => flag ? "TRUE" : "FALSE",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        DateTime wallClock => wallClock.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, flavour.Culture),
        _ => value.ToString() ?? "",
    };
}
