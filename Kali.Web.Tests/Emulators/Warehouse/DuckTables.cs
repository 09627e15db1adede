using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Kali.Data.Engines.Legacy;
using Kali.Web.Tests.Emulators.Sql;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>The DuckDB that holds the emulated tables' rows and runs translated statements, in memory.</summary>
public sealed partial class DuckTables : IDisposable
{
    private readonly DuckDBConnection _keeper = new("DataSource=:memory:");
    private int _made;

    public DuckTables()
    {
        _keeper.Open();
        using var command = _keeper.CreateCommand();
        command.CommandText = "SET GLOBAL TimeZone='UTC'; SET threads=2";
        command.ExecuteNonQuery();
        _keeper.RegisterScalarFunction<string?, string?>(LegacyCleaning.FunctionName, LegacyCleaning.Clean);
    }

    public void Dispose() => _keeper.Dispose();

    public string NewName() => $"\"rows {Interlocked.Increment(ref _made)}\"";

    public DuckDBConnection Open()
    {
        var connection = _keeper.Duplicate();
        connection.Open();
        return connection;
    }

    public static IReadOnlyList<(string Name, string Type)> Describe(DuckDBConnection connection, string query) =>
        Guard(() =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"DESCRIBE {query}";
            using var reader = command.ExecuteReader();
            var columns = new List<(string, string)>();
            while (reader.Read())
                columns.Add((reader.GetString(0), SqlTypes.FromDuck(reader.GetString(1))));
            return columns;
        });

    public static StatementResult Query(DuckDBConnection connection, string query, CancellationToken ct, string times = DuckCells.ToTheMillisecond) =>
        Guard(() => Plain(connection, query, times, ct) ?? InText(connection, query, times, ct));

    /// <summary>The result where the reader tells all of it; null where there are types of which it does not. Most statements are planned once this way.</summary>
    private static StatementResult? Plain(DuckDBConnection connection, string query, string times, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        command.UseStreamingMode = true;
        using var interrupt = ct.Register(command.Cancel);
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (SqlTypes.FromReader(reader.GetDataTypeName(i)) is not { } type)
                return null;
            columns.Add((reader.GetName(i), type));
        }
        return Read(reader, columns, times, ct);
    }

    private static StatementResult InText(DuckDBConnection connection, string query, string times, CancellationToken ct)
    {
        var columns = Describe(connection, query);
        using var command = connection.CreateCommand();
        // DuckDB.NET cuts wide decimals; their text is whole, and has no zero before a point that stands first.
        command.CommandText = $"SELECT {string.Join(", ", columns.Select((column, i) => Cell(column.Type, $"c{i}")))} FROM ({query}) AS told({string.Join(", ", columns.Select((_, i) => $"c{i}"))})";
        using var interrupt = ct.Register(command.Cancel);
        using var reader = command.ExecuteReader();
        return Read(reader, columns, times, ct);
    }

    private static StatementResult Read(System.Data.Common.DbDataReader reader, IReadOnlyList<(string Name, string Type)> columns, string times, CancellationToken ct)
    {
        var rows = new List<string?[]>();
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            var row = new string?[columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : DuckCells.Text(reader.GetValue(i), times);
            rows.Add(row);
        }
        return new StatementResult(columns, rows);
    }

    /// <summary>Structs and maps come as JSON.</summary>
    private static string Cell(string type, string column) => type switch
    {
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) => $"regexp_replace(CAST({column} AS VARCHAR), '^(-?)\\.', '\\10.')",
        _ when type.StartsWith("ARRAY<STRING>", StringComparison.Ordinal) || type.Contains("STRUCT<", StringComparison.Ordinal) || type.Contains("MAP<", StringComparison.Ordinal) => $"CAST(to_json({column}) AS VARCHAR)",
        _ => column,
    };

    public static long Run(DuckDBConnection connection, string sql, CancellationToken ct) => Guard(() =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var interrupt = ct.Register(command.Cancel);
        return (long)command.ExecuteNonQuery();
    });

    public static long Number(DuckDBConnection connection, string sql) => Guard(() =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    });

    /// <summary>DuckDB's faults as Databricks would tell them.</summary>
    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDBException fault)
        {
            if (fault.Message.Contains("INTERRUPT", StringComparison.OrdinalIgnoreCase))
                throw new OperationCanceledException(fault.Message, fault);
            if (fault.Message.StartsWith("Conversion Error", StringComparison.Ordinal))
                throw new SqlFault("CAST_INVALID_INPUT", $"The value cannot be cast: {fault.Message}", "22018");
            if (UnknownColumn().Match(fault.Message) is { Success: true } unknown)
                throw new SqlFault("UNRESOLVED_COLUMN.WITH_SUGGESTION", $"A column, variable, or function parameter with name `{unknown.Groups[1].Value}` cannot be resolved.", "42703");
            throw new SqlFault("INTERNAL_ERROR", $"DuckDB said: {fault.Message}", "XX000");
        }
    }

    [GeneratedRegex("Referenced column \"(.*?)\" not found")]
    private static partial Regex UnknownColumn();
}
