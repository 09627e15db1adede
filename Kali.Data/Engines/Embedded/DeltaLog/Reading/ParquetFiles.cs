using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>
/// The log's own small DuckDB: reads checkpoints and the footers of data files, writes checkpoints. It never sees a table's rows,
/// so it stays apart from the sessions that do.
/// </summary>
internal sealed class ParquetFiles : IDisposable
{
    private static readonly string[] ActionColumns = ["protocol", "metaData", "add", "remove", "txn", "domainMetadata", "sidecar", "checkpointMetadata"];

    private readonly SemaphoreSlim _turn = new(1);
    private const int MostLayouts = 100_000;

    private readonly ConcurrentDictionary<FileMark, ParquetLayout> _layouts = [];
    private DuckDBConnection? _connection;

    /// <summary>The actions of a checkpoint file or a sidecar.</summary>
    public Task<List<DeltaAction>> ReadActionsAsync(string path, CancellationToken ct) => RunAsync(
        connection =>
        {
            var columns = Columns(connection, path).Intersect(ActionColumns, StringComparer.Ordinal).ToList();
            var actions = new List<DeltaAction>();
            if (columns.Count == 0)
                return actions;
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"to_json({DuckText.Name(column)})::VARCHAR"))} FROM read_parquet({DuckText.Path(path)}, hive_partitioning = false)";
            command.UseStreamingMode = true;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                ct.ThrowIfCancellationRequested();
                for (var i = 0; i < columns.Count; i++)
                {
                    if (reader.IsDBNull(i) || reader.GetString(i) is "null")
                        continue;
                    if (ActionLine.Read(Encoding.UTF8.GetBytes($"{{\"{columns[i]}\":{reader.GetString(i)}}}")) is { } action)
                        actions.Add(action);
                }
            }
            return actions;
        },
        ct);

    /// <summary>Writes a checkpoint from a file of actions as JSON lines.</summary>
    /// <param name="jsonLines">The file.</param>
    /// <param name="longestLine">Bytes of its longest line: DuckDB keeps a buffer of twice that.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="ct">Ends the waiting, not the writing.</param>
    public Task WriteCheckpointAsync(string jsonLines, int longestLine, string target, CancellationToken ct) => RunAsync(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $$"""
                COPY (
                    SELECT txn, add, remove, "metaData", protocol, "domainMetadata"
                    FROM read_json({{DuckText.Path(jsonLines)}}, format = 'newline_delimited', maximum_object_size = {{Math.Max(1 << 20, longestLine + 1)}}, columns = {
                        txn: 'STRUCT("appId" VARCHAR, "version" BIGINT, "lastUpdated" BIGINT)',
                        add: 'STRUCT("path" VARCHAR, "partitionValues" MAP(VARCHAR, VARCHAR), "size" BIGINT, "modificationTime" BIGINT, "dataChange" BOOLEAN, "tags" MAP(VARCHAR, VARCHAR), "stats" VARCHAR)',
                        remove: 'STRUCT("path" VARCHAR, "deletionTimestamp" BIGINT, "dataChange" BOOLEAN, "extendedFileMetadata" BOOLEAN, "partitionValues" MAP(VARCHAR, VARCHAR), "size" BIGINT)',
                        "metaData": 'STRUCT("id" VARCHAR, "name" VARCHAR, "description" VARCHAR, "format" STRUCT("provider" VARCHAR, "options" MAP(VARCHAR, VARCHAR)), "schemaString" VARCHAR, "partitionColumns" VARCHAR[], "configuration" MAP(VARCHAR, VARCHAR), "createdTime" BIGINT)',
                        protocol: 'STRUCT("minReaderVersion" INTEGER, "minWriterVersion" INTEGER, "readerFeatures" VARCHAR[], "writerFeatures" VARCHAR[])',
                        "domainMetadata": 'STRUCT("domain" VARCHAR, "configuration" VARCHAR, "removed" BOOLEAN)'
                    })
                ) TO {{DuckText.Literal(target)}} (FORMAT parquet, COMPRESSION snappy)
                """;
            command.ExecuteNonQuery();
            return true;
        },
        ct);

    /// <summary>The columns of each file, from its footer; a data file does not change, so each is read once.</summary>
    public async Task<IReadOnlyList<ParquetLayout>> LayoutsAsync(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var marks = paths.Select(FileMark.Of).ToList();
        var known = marks.Distinct().Where(_layouts.ContainsKey).ToDictionary(mark => mark, mark => _layouts[mark]);
        foreach (var some in marks.Distinct().Where(mark => !known.ContainsKey(mark)).Chunk(500))
        {
            foreach (var (mark, layout) in await RunAsync(connection => ReadLayouts(connection, some), ct).ConfigureAwait(false))
                known[mark] = layout;
        }
        if (_layouts.Count > MostLayouts)
            _layouts.Clear();
        foreach (var (mark, layout) in known)
            _layouts[mark] = layout;
        return [.. marks.Select(mark => known[mark])];
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _turn.Dispose();
    }

    private static Dictionary<FileMark, ParquetLayout> ReadLayouts(DuckDBConnection connection, FileMark[] files)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT file_name, name, num_children, field_id, repetition_type, duckdb_type FROM parquet_schema({DuckText.Paths(files.Select(file => file.Path))})";
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<string, Queue<ParquetLayout.Element>>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var file = reader.GetString(0);
            if (!rows.TryGetValue(file, out var elements))
                rows[file] = elements = new();
            elements.Enqueue(new(
                reader.GetString(1),
                reader.IsDBNull(2) ? 0 : Convert.ToInt32(reader.GetValue(2), CultureInfo.InvariantCulture),
                reader.IsDBNull(3) ? null : Convert.ToInt32(reader.GetValue(3), CultureInfo.InvariantCulture),
                !reader.IsDBNull(4) && reader.GetString(4) == "REPEATED",
                reader.IsDBNull(5) ? "" : reader.GetString(5)));
        }
        return files.ToDictionary(
            file => file,
            file => ParquetLayout.From(rows.TryGetValue(file.Path, out var elements) ? elements : throw new KaliException($"“{file.Path}” is no Parquet file.")));
    }

    private static ImmutableArray<string> Columns(DuckDBConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM read_parquet({DuckText.Path(path)}, hive_partitioning = false)";
        using var reader = command.ExecuteReader();
        var names = ImmutableArray.CreateBuilder<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names.ToImmutable();
    }

    private async Task<T> RunAsync<T>(Func<DuckDBConnection, T> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            // DuckDB works on the calling thread, which may be a page's.
            return await Task.Run(() => work(_connection ??= Open()), ct).ConfigureAwait(false);
        }
        catch (DbException fault)
        {
            throw new KaliException($"A Parquet file of the table cannot be used: {fault.Message}", fault);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET threads = 1; SET memory_limit = '1GB'; SET TimeZone = 'UTC'; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>A file as it lay there when it was looked at: one that took its place is another.</summary>
    private readonly record struct FileMark(string Path, long Bytes, DateTime WrittenAt)
    {
        public static FileMark Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists
                ? new(path, file.Length, file.LastWriteTimeUtc)
                : throw new NotFoundException($"The data file “{path}” is not there any more. Vacuum takes away files that only old versions need; the newest version can still be read.");
        }
    }
}
