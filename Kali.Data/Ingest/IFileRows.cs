using Kali.Data.Engines;

namespace Kali.Data.Ingest;

/// <summary>
/// The rows of one part of a file in file order, as text exactly as it stands. Records that cannot become rows are handed
/// to whoever opened the reader, one by one; lines in the file = <see cref="RowsRead"/> + <see cref="RowsRejected"/> once <see cref="ITextRows.Read"/> gave false.
/// The figures may be read from any thread while another one reads.
/// </summary>
public interface IFileRows : ITextRows
{
    /// <summary>The headers as written, one for each column; an empty text where there is none.</summary>
    IReadOnlyList<string> Labels { get; }

    long RowsRead { get; }

    long RowsRejected { get; }

    /// <summary>Bytes of the file (as stored: compressed ones for an archive) that have been read.</summary>
    long BytesRead { get; }

    /// <summary>The file's size in the same measure.</summary>
    long BytesTotal { get; }

    bool ITextRows.IsLong => BytesTotal >= 32L << 20;

    double? ITextRows.ShareRead => BytesTotal > 0 ? Math.Min(1, (double)BytesRead / BytesTotal) : null;
}
