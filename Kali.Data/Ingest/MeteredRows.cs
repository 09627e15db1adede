using Kali.Data.Engines;
using Kali.Data.Ingest.Archives;

namespace Kali.Data.Ingest;

/// <summary>Rows out of an archive: how far they are is measured in its packed bytes.</summary>
internal sealed class MeteredRows(IFileRows rows, PartStream bytes) : IFileRows
{
    public IReadOnlyList<string> Columns => rows.Columns;

    public IReadOnlyList<string> Labels => rows.Labels;

    public long RowsRead => rows.RowsRead;

    public long RowsRejected => rows.RowsRejected;

    public long BytesRead => bytes.BytesRead;

    public long BytesTotal => bytes.BytesTotal;

    public bool Read(TextBatch batch) => rows.Read(batch);

    public void Dispose()
    {
        rows.Dispose();
        bytes.Dispose();
    }
}
