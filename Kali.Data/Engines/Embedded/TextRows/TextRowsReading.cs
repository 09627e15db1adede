using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Kali.Data.Engines.Embedded.TextRows;

/// <summary>
/// One scan over rows of text. The reader runs on a thread of its own, a few batches ahead, while DuckDB compresses and writes:
/// who asks for rows would otherwise do both in turn. Several threads may ask, each gets what comes next.
/// </summary>
internal sealed class TextRowsReading : IDisposable
{
    private const int BatchesAhead = 8;

    private readonly ITextRows _rows;
    private readonly IProgress<double>? _progress;
    private readonly CancellationTokenSource _end;
    private readonly BlockingCollection<TextBatch> _empty = [];
    private readonly BlockingCollection<TextBatch> _full = [];
    private readonly Thread _reader;
    private Exception? _fault;

    public TextRowsReading(TextRowsSource source, ITextRows rows, IProgress<double>? progress, CancellationToken ct)
    {
        (Source, _rows, _progress) = (source, rows, progress);
        _end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        for (var i = 0; i < BatchesAhead; i++)
            _empty.Add(new TextBatch(rows.Columns.Count), ct);
        _reader = new Thread(ReadAhead) { IsBackground = true, Name = "Rows of text" };
        _reader.Start();
    }

    public TextRowsSource Source { get; }

    /// <summary>The next batch with rows in it, or null after the last.</summary>
    public TextBatch? Next()
    {
        if (_full.TryTake(out var batch, Timeout.Infinite, _end.Token))
            return batch;
        if (_fault is not null)
            ExceptionDispatchInfo.Throw(_fault);
        return null;
    }

    public void GiveBack(TextBatch batch) => _empty.Add(batch);

    public void Dispose()
    {
        _end.Cancel();
        _reader.Join();
        _rows.Dispose();
        _end.Dispose();
        _empty.Dispose();
        _full.Dispose();
    }

    private void ReadAhead()
    {
        try
        {
            for (var batch = _empty.Take(_end.Token); _rows.Read(batch); batch = _empty.Take(_end.Token))
            {
                if (batch.RowCount > 0)
                    _full.Add(batch);
                else
                    _empty.Add(batch);
                if (_rows.ShareRead is { } share)
                    _progress?.Report(share);
                _end.Token.ThrowIfCancellationRequested();
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            _fault = fault;
        }
        finally
        {
            _full.CompleteAdding();
        }
    }
}
