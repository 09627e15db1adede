using System.Collections.Immutable;
using System.Globalization;
using DuckDB.NET.Data;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Microsoft.Extensions.Logging;

namespace Kali.Web.Tests.Engines.DeltaLog;

/// <summary>A table in a temporary folder, written through the log as the engine does: a data file by DuckDB, then a commit.</summary>
internal sealed class TestTable : IDisposable
{
    public static readonly Actor Writer = new("u-1", "Writer", [KaliRole.Admin]);

    private readonly DeltaTables _tables;
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");
    private readonly bool _isOwned;
    private readonly WarningList _warnings = new();

    private TestTable(string folder, bool isOwned, TimeProvider? time)
    {
        (Folder, _isOwned) = (folder, isOwned);
        _tables = new DeltaTables(time ?? TimeProvider.System, _warnings);
        Table = _tables.Open(folder);
        _connection.Open();
        Run("SET TimeZone = 'UTC'; SET threads = 1");
    }

    public string Folder { get; }

    public DeltaTable Table { get; }

    /// <summary>What the log told besides: checkpoints that could not be written.</summary>
    public IReadOnlyList<string> Warnings => _warnings.Told;

    public static TestTable New(TimeProvider? time = null) => new(Path.Combine(Directory.CreateTempSubdirectory("kali-delta-").FullName, "table"), true, time);

    /// <summary>Another writer's view of the same folder, which remembers nothing of this one.</summary>
    public static TestTable In(string folder) => new(folder, false, null);

    public static TableSchema Schema(params (string Name, DataType Type)[] columns) => new([.. columns.Select(column => new ColumnSchema(column.Name, column.Type))]);

    /// <summary>Writes a data file; its columns are those of the query.</summary>
    public AddAction Write(string select, TableSchema schema, params (string Column, string? Value)[] partition)
    {
        var values = partition.ToDictionary(pair => pair.Column, pair => pair.Value, StringComparer.Ordinal);
        var relative = $"part-{Guid.NewGuid():N}.parquet";
        if (values.Count > 0)
            relative = $"{DeltaPath.PartitionFolder(values)}/{relative}";
        var path = Path.Combine(Folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var command = _connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO {DuckText.Literal(path)} (FORMAT parquet, RETURN_STATS)";
        using var reader = command.ExecuteReader();
        reader.Read();
        var rows = Convert.ToInt64(reader.GetValue(reader.GetOrdinal("count")), CultureInfo.InvariantCulture);
        var stats = (Dictionary<string, Dictionary<string, string?>>)reader.GetValue(reader.GetOrdinal("column_statistics"));
        return new AddAction
        {
            Path = DeltaPath.Encode(relative),
            PartitionValues = values,
            Size = new FileInfo(path).Length,
            ModificationTime = new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeMilliseconds(),
            Stats = FileStatistics.Write(rows, stats, schema),
        };
    }

    /// <summary>Appends rows, creating the table when there is none.</summary>
    public Task<DeltaOutcome> AppendAsync(string select, TableSchema schema, string? once = null, bool mayAddColumns = false) =>
        AppendAsync([Write(select, schema)], schema, once, mayAddColumns);

    public Task<DeltaOutcome> AppendAsync(IReadOnlyList<AddAction> files, TableSchema schema, string? once = null, bool mayAddColumns = false) => Table.CommitAsync(
        null,
        new DeltaCommit
        {
            Operation = "WRITE",
            Actor = Writer,
            Once = once,
            Reads = ReadScope.Nothing,
            Parameters = ImmutableSortedDictionary<string, string>.Empty.Add("mode", "Append"),
            Metrics = ImmutableSortedDictionary<string, string>.Empty.Add("numOutputRows", files.Sum(file => file.RowCount ?? 0).ToString(CultureInfo.InvariantCulture)),
            About = ImmutableSortedDictionary<string, string>.Empty.Add("run", "42"),
            Actions = newest => newest is null
                ? [.. TableMetadata.Create(schema, DateTimeOffset.UnixEpoch), .. files]
                : TableMetadata.Evolve(newest, schema, mayAddColumns) is { } evolved ? [evolved, .. files] : [.. files],
        },
        default);

    /// <summary>Replaces files of a snapshot by others.</summary>
    public Task<DeltaOutcome> ReplaceAsync(Snapshot basis, IEnumerable<AddAction> removed, IEnumerable<AddAction> added, ReadScope? reads = null, string operation = "DELETE") => Table.CommitAsync(
        basis,
        new DeltaCommit
        {
            Operation = operation,
            Actor = Writer,
            Reads = reads ?? ReadScope.Files(removed),
            Actions = _ => [.. removed.Select(file => file.Remove(DateTimeOffset.UnixEpoch.AddDays(20000))), .. added],
        },
        default);

    /// <summary>The rows of a snapshot (null: the newest), each as text, in the order of the query.</summary>
    public async Task<List<string>> RowsAsync(string columns = "*", Snapshot? snapshot = null, RelationOptions? options = null)
    {
        snapshot ??= await Table.AtAsync(null, default);
        var relation = await SnapshotRelation.OfAsync(Table, snapshot, options ?? RelationOptions.Default, default);
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT ({columns})::VARCHAR FROM {relation.Text} AS the_row ORDER BY 1";
        if (columns == "*")
            command.CommandText = $"SELECT row_to_json(the_row)::VARCHAR FROM {relation.Text} AS the_row ORDER BY 1";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.IsDBNull(0) ? "NULL" : reader.GetString(0));
        return rows;
    }

    public void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class WarningList : ILogger<DeltaTables>
    {
        public List<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Told.Add($"{formatter(state, exception)} {exception?.Message}");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _tables.Dispose();
        if (_isOwned)
            Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }
}
