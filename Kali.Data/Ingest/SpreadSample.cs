using System.Text;
using Kali.Data.Engines;
using Kali.Data.Ingest.Csv;

namespace Kali.Data.Ingest;

/// <summary>
/// Rows from further places of a large text file, because its beginning is often not like the rest. A piece that does not fall into whole rows
/// (it begins within quotes) is left out: it is a sample, and every row is verified later anyway.
/// </summary>
internal sealed class SpreadSample(FileSource source, Part part)
{
    private const int Places = 8;
    private const int PieceLength = 1 << 18;
    private const long From = 16L << 20;

    /// <summary>Adds values to their columns; the number of rows added.</summary>
    public long AddTo(IReadOnlyList<List<string?>> values, CancellationToken ct)
    {
        if (part.Dialect is not { LineEnd: not LineEnd.Cr } dialect || part.Entry is not null || !source.IsWhole)
            return 0;
        var encoding = TextEncodings.Named(part.Facts.Encoding!);
        if (!encoding.IsSingleByte && encoding.CodePage != Encoding.UTF8.CodePage)
            return 0;
        using var stream = source.Open();
        if (stream.Length < From || stream.ReadByte() == 0x1F)
            return 0;
        var detection = new CsvDetection(encoding, dialect with { PreambleRows = 0, HeaderRows = 0, FooterRows = 0 }, part.Facts.Columns, 1);
        var added = 0L;
        var piece = new byte[PieceLength];
        for (var place = 1; place <= Places; place++)
        {
            ct.ThrowIfCancellationRequested();
            stream.Position = stream.Length / (Places + 1) * place;
            var read = stream.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            var begin = piece.AsSpan(0, read).IndexOf((byte)'\n') + 1;
            added += Add(values, new MemoryStream(piece, begin, read - begin, writable: false), detection);
        }
        return added;
    }

    private static long Add(IReadOnlyList<List<string?>> values, MemoryStream piece, CsvDetection detection)
    {
        var hasBroken = false;
        using var reader = new CsvReader(piece, detection, new CsvReadOptions { IsBeginning = true, OnRejected = _ => hasBroken = true });
        var batch = new TextBatch(values.Count);
        var rows = new List<string?[]>();
        while (!hasBroken && reader.Read(batch))
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                var cells = new string?[values.Count];
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = batch.IsNull(row, i) ? null : Encoding.UTF8.GetString(batch.Cell(row, i));
                rows.Add(cells);
            }
        }
        if (hasBroken)
            return 0;
        foreach (var cells in rows)
        {
            for (var i = 0; i < cells.Length; i++)
                values[i].Add(cells[i]);
        }
        return rows.Count;
    }
}
