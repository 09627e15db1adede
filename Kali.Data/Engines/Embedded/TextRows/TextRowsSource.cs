using System.Collections.Concurrent;
using System.Globalization;
using Kali.Data.Engines.Embedded.Sessions;

namespace Kali.Data.Engines.Embedded.TextRows;

/// <summary>
/// Rows of text that a statement may read by the source's number. Each scan opens a reader of its own.
/// A fault of the reader is kept here, because through DuckDB only its message would come.
/// </summary>
internal sealed class TextRowsSource : IDisposable
{
    private static readonly ConcurrentDictionary<long, TextRowsSource> Sources = new();
    private static long _lastId;

    private readonly Func<ITextRows> _open;
    private readonly IProgress<double>? _progress;
    private readonly CancellationToken _ct;
    private ITextRows? _first;

    /// <summary>Opens the rows once already, for their columns; the first scan goes on with that reader.</summary>
    public TextRowsSource(Func<ITextRows> open, IProgress<double>? progress, CancellationToken ct)
    {
        (_open, _progress, _ct) = (open, progress, ct);
        _first = open();
        Columns = [.. _first.Columns];
        IsLong = _first.IsLong;
        Sources[Id] = this;
    }

    public long Id { get; } = Interlocked.Increment(ref _lastId);

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether several threads take the rows, each what comes next.</summary>
    public bool IsLong { get; }

    /// <summary>What the rows are called in the statement that reads them.</summary>
    public SqlName View { get; } = new("kali rows of text");

    /// <summary>What a reader failed with, to be thrown in place of DuckDB's message about it.</summary>
    public Exception? Fault { get; private set; }

    public static TextRowsSource Find(long id) =>
        Sources.TryGetValue(id, out var source) ? source : throw new RefusedException("These rows of text can no longer be read.");

    public void CreateView(DuckSession session) => session.Run(DuckDbDialect.Instance.Print(
        Sql.Of($"CREATE OR REPLACE TEMP VIEW {View} AS SELECT * FROM {Sql.FromVerified(TextRowsFunction.Name)}({Sql.FromVerified(Id.ToString(CultureInfo.InvariantCulture))})"),
        table => throw new InvalidOperationException($"{table.Shown} does not belong here.")));

    public TextRowsReading Start() => new(this, Interlocked.Exchange(ref _first, null) ?? _open(), _progress, _ct);

    public void Fail(Exception fault) => Fault ??= fault;

    public void Dispose()
    {
        Sources.TryRemove(Id, out _);
        Interlocked.Exchange(ref _first, null)?.Dispose();
    }
}
