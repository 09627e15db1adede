using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Kali.Data.Engines;

namespace Kali.Data.Ingest.Tables;

/// <summary>
/// The rows of a Parquet file as text: DuckDB prints every value so that it reads back the same, instants as UTC with a <c>Z</c>,
/// nested values as JSON. It is opened in a database of its own that holds nothing else.
/// </summary>
internal sealed class ParquetRows : IFileRows
{
    private readonly DuckDBConnection _connection;
    private readonly DuckDBCommand _command;
    private readonly IDisposable? _owned;
    private readonly long _rowCount;
    private readonly string _file;
    private DuckDBDataReader? _reader;
    private byte[] _buffer = new byte[1024];
    private long _rowsRead;

    /// <param name="path">A file of the file system, its name without the marks of a pattern.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="owned">Disposed with the rows.</param>
    public ParquetRows(string path, string file, IDisposable? owned)
    {
        _file = file;
        _owned = owned;
        BytesTotal = new FileInfo(path).Length;
        _connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            _connection.Open();
            Run("SET TimeZone = 'UTC'; SET threads = 2; SET memory_limit = '1GB'; SET preserve_insertion_order = true");
            var columns = Describe(path);
            Labels = [.. columns.Select(column => column.Name)];
            Columns = SafeName.ForColumns([.. Labels]);
            _rowCount = Count(path);
            _command = _connection.CreateCommand();
            _command.UseStreamingMode = true;
            _command.CommandText = Select(columns);
            _command.Parameters.Add(new DuckDBParameter(path));
        }
        catch (DuckDBException cause)
        {
            Dispose();
            throw new Refusal(RefusalReason.CorruptParquet, file).ToException(cause);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string> Labels { get; }

    public long RowsRead => Volatile.Read(ref _rowsRead);

    public long RowsRejected => 0;

    /// <summary>Columns are read in groups, not from front to back; the share of the rows is measured instead.</summary>
    public long BytesRead => _rowCount == 0 ? BytesTotal : (long)(BytesTotal * ((double)RowsRead / _rowCount));

    public long BytesTotal { get; }

    public bool Read(TextBatch batch)
    {
        batch.Clear();
        try
        {
            _reader ??= _command.ExecuteReader();
            while (!batch.IsFull && _reader.Read())
            {
                for (var i = 0; i < Columns.Count; i++)
                    Add(batch, _reader.IsDBNull(i) ? null : _reader.GetString(i));
                Volatile.Write(ref _rowsRead, _rowsRead + 1);
                batch.EndRow(_rowsRead);
            }
            return batch.RowCount > 0;
        }
        catch (DuckDBException cause)
        {
            throw new Refusal(RefusalReason.CorruptParquet, _file).ToException(cause);
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _command?.Dispose();
        _connection.Dispose();
        _owned?.Dispose();
    }

    private void Add(TextBatch batch, string? text)
    {
        if (text is null)
        {
            batch.AddNull();
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_buffer.Length < most)
            _buffer = new byte[most];
        batch.Add(_buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, _buffer)));
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<(string Name, string Type)> Describe(string path)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet($1, hive_partitioning = false))";
        command.Parameters.Add(new DuckDBParameter(path));
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (reader.Read())
            columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }

    private long Count(string path)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata($1)";
        command.Parameters.Add(new DuckDBParameter(path));
        return command.ExecuteScalar() is long count ? count : 0;
    }

    /// <summary>Columns are named by their places: no name and no value of the file enters the text of the statement.</summary>
    private static string Select(List<(string Name, string Type)> columns)
    {
        var printed = columns.Select((column, i) =>
        {
            var place = (i + 1).ToString(CultureInfo.InvariantCulture);
            return column.Type switch
            {
                "BLOB" => $"coalesce(try(decode(#{place})), #{place}::VARCHAR)",
                "TIMESTAMP WITH TIME ZONE" => $"replace((#{place} AT TIME ZONE 'UTC')::VARCHAR, ' ', 'T') || 'Z'",
                var type when IsNested(type) => $"to_json(#{place})::VARCHAR",
                _ => $"#{place}::VARCHAR",
            };
        });
        return $"SELECT {string.Join(", ", printed)} FROM read_parquet($1, hive_partitioning = false)";
    }

    private static bool IsNested(string type) =>
        type.EndsWith(']') || type.StartsWith("STRUCT", StringComparison.Ordinal) || type.StartsWith("MAP", StringComparison.Ordinal);
}
