using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kali.Data.Explore.Export;

/// <summary>Writes a result as CSV that is safe to open in a spreadsheet.</summary>
public sealed class CsvExport(CsvFlavour flavour)
{
    private const int PieceLength = 1 << 15;
    private readonly SearchValues<char> _needQuotes = SearchValues.Create(['"', '\r', '\n', flavour.Separator]);

    public async Task<long> WriteAsync(ResultSetView view, Stream target, CancellationToken ct)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(flavour.WithByteOrderMark), 1 << 16, leaveOpen: true);
        return await WriteAsync(view, writer, ct);
    }

    public async Task<long> WriteAsync(ResultSetView view, TextWriter writer, CancellationToken ct)
    {
        // Whole pieces, written asynchronously: a response body takes nothing else.
        var piece = new StringBuilder(PieceLength + 4096);
        AddLine(piece, view.Headers.Select(SafeCell.Text));
        long count = 0;
        await foreach (var row in view.Rows.ReadAsync(ct))
        {
            AddLine(piece, row.Select(Text));
            count++;
            if (piece.Length < PieceLength)
                continue;
            await writer.WriteAsync(piece, ct);
            piece.Clear();
        }
        await writer.WriteAsync(piece, ct);
        await writer.FlushAsync(ct);
        return count;
    }

    private void AddLine(StringBuilder piece, IEnumerable<string> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
                piece.Append(flavour.Separator);
            isFirst = false;
            if (cell.AsSpan().ContainsAny(_needQuotes))
                piece.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                piece.Append(cell);
        }
        piece.Append("\r\n");
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
