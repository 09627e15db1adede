using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.Tables;

namespace Kali.Data.Engines.Embedded.Sandbox;

/// <summary>
/// Each statement runs in an instance of its own, in memory, that holds views of the named tables and nothing else. Before it runs,
/// everything outside the tables' files is out of reach and the settings are locked.
/// </summary>
internal sealed class DuckDbSandbox(DuckThreads threads, TableReads reads) : ISandbox
{
    private const int SandboxThreads = 2;
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    public async Task<ResultSet> RunAsync(SandboxedSelect select, Actor actor, CancellationToken ct)
    {
        var relations = new List<(TableName CalledBy, SnapshotRelation Rows)>();
        foreach (var table in select.Tables)
            relations.Add((table.CalledBy, await reads.RelationAsync(table.Table, actor, ct)));
        return await EngineResultSet.StartAsync(
            threads,
            end => Open(relations, select.Limits, end),
            session => session.Stream(new SqlStatement(TextOf(session, select.Document), []), select.Limits.MaxRows),
            progress: null,
            select.Limits,
            ct);
    }

    /// <summary>The statement as it is run, written anew from its tree.</summary>
    internal static string TextOf(DuckSession session, JsonObject document) =>
        (string)session.Run(new SqlStatement("SELECT json_deserialize_sql(CAST($1 AS JSON))", [document.ToJsonString(AsWritten)]))[0][0]!;

    private static DuckSession Open(List<(TableName CalledBy, SnapshotRelation Rows)> tables, SandboxLimits limits, CancellationToken ct)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var session = new DuckSession(connection, TimeProvider.System, () => { }, ct);
        try
        {
            new DuckSettings(limits.MaxMemoryBytes, SandboxThreads, TempFolder: "").ApplyTo(session);
            foreach (var catalog in tables.GroupBy(table => table.CalledBy.Catalog, StringComparer.Ordinal))
            {
                Run(session, Sql.Of($"ATTACH ':memory:' AS {new SqlName(catalog.Key)}"));
                foreach (var schema in catalog.Select(table => table.CalledBy.Schema).Distinct(StringComparer.Ordinal))
                    Run(session, Sql.Of($"CREATE SCHEMA {new SqlName(catalog.Key)}.{new SqlName(schema)}"));
            }
            foreach (var (name, rows) in tables)
                Run(session, Sql.Of($"CREATE VIEW {new SqlName(name.Catalog)}.{new SqlName(name.Schema)}.{new SqlName(name.Name)} AS {Sql.FromVerified(rows.Text)}"));
            Lock(session, [.. tables.SelectMany(table => table.Rows.Files).Distinct(StringComparer.Ordinal)]);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void Lock(DuckSession session, ImmutableArray<string> files)
    {
        if (!files.IsEmpty)
            Run(session, Sql.Of($"SET allowed_paths = [{files.Select(file => Sql.FromVerified(DeltaLog.DuckText.Literal(file)))}]"));
        session.Run("SET enable_external_access = false");
        session.Run("SET lock_configuration = true");
    }

    private static void Run(DuckSession session, Sql sql) => session.Run(BoundTables.Print(sql));
}
