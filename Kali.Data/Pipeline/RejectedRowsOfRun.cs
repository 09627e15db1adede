using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>Collects what a reader could not make rows of; the reader's thread adds.</summary>
internal sealed class RejectedRowsOfRun(RunId run)
{
    private readonly List<RejectedRow> _rows = [];

    public RunId Run => run;

    public IReadOnlyList<RejectedRow> Rows => _rows;

    /// <summary>All of them, kept or not.</summary>
    public long Count { get; private set; }

    public void Add(RejectedRow row)
    {
        Count++;
        // A file that is something else altogether would reject every line; its bytes are kept anyway.
        if (_rows.Count < RejectedRows.MostKept)
            _rows.Add(row);
    }

    public void Clear()
    {
        _rows.Clear();
        Count = 0;
    }
}
