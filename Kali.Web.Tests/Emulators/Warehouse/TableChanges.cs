using System.Globalization;
using DuckDB.NET.Data;
using Kali.Web.Tests.Emulators.Sql;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>Commits changes of tables as Delta does: whole, on top of the newest version, and refused where another writer was first.</summary>
internal sealed class TableChanges(DuckTables duck, EmulatedMetastore metastore, TimeProvider time)
{
    /// <param name="Operation">As the history names it.</param>
    /// <param name="Rows">The DuckDB table with all rows of the new version.</param>
    /// <param name="Files">Its files.</param>
    public sealed record Draft(string Operation, string Rows, IReadOnlyList<DataFile> Files)
    {
        public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

        public IReadOnlyDictionary<string, string> Metrics { get; init; } = new Dictionary<string, string>();

        public bool IsBlindAppend { get; init; }

        public bool ChangesMetadata { get; init; }

        public IReadOnlyList<DefinedColumn>? Columns { get; init; }

        public IReadOnlyList<string>? PartitionedBy { get; init; }

        public IReadOnlyDictionary<string, string>? Properties { get; init; }

        public StatementResult Result { get; init; } = StatementResult.Nothing;
    }

    public StatementResult Change(IReadOnlyList<string> name, string user, Func<TableVersion, DuckDBConnection, Draft> make)
    {
        using var connection = duck.Open();
        while (true)
        {
            EmulatedTable table;
            TableVersion basis;
            lock (metastore.Gate)
            {
                table = metastore.Table(name);
                basis = table.Newest;
            }
            var draft = make(basis, connection);
            lock (metastore.Gate)
            {
                if (table.Newest.Number == basis.Number)
                {
                    Add(table, draft, user);
                    return draft.Result;
                }
                DemandNoConflict(table, basis, draft);
            }
        }
    }

    /// <summary>The newest version before a statement begins; null where there is no table.</summary>
    public TableVersion? Basis(IReadOnlyList<string> name)
    {
        lock (metastore.Gate)
            return metastore.Schema(name).Tables.TryGetValue(name[2], out var table) ? table.Newest : null;
    }

    public void Begin(IReadOnlyList<string> name, string user, TableVersion? basis, Draft first)
    {
        lock (metastore.Gate)
        {
            var schema = metastore.Schema(name);
            if (schema.Tables.TryGetValue(name[2], out var there))
            {
                if (!first.Operation.StartsWith("CREATE OR REPLACE", StringComparison.Ordinal))
                    throw new SqlFault("TABLE_OR_VIEW_ALREADY_EXISTS", $"Cannot create table or view {EmulatedMetastore.Shown(name)} because it already exists.", "42P07");
                if (there.Newest.Number != basis?.Number)
                    DemandNoConflict(there, basis, first);
                Add(there, first, user);
                return;
            }
            var table = new EmulatedTable(Guid.NewGuid().ToString(), time.GetUtcNow());
            schema.Tables[name[2]] = table;
            Add(table, first, user);
        }
    }

    private void Add(EmulatedTable table, Draft draft, string user)
    {
        var before = table.Versions.Count == 0 ? null : table.Newest;
        table.Versions.Add(new TableVersion
        {
            Number = table.Versions.Count,
            At = time.GetUtcNow(),
            User = user,
            Operation = draft.Operation,
            Parameters = draft.Parameters,
            Metrics = draft.Metrics,
            IsBlindAppend = draft.IsBlindAppend,
            ChangesMetadata = draft.ChangesMetadata,
            Columns = draft.Columns ?? before!.Columns,
            PartitionedBy = draft.PartitionedBy ?? before!.PartitionedBy,
            Properties = draft.Properties ?? before!.Properties,
            Rows = draft.Rows,
            Files = draft.Files,
        });
    }

    private static void DemandNoConflict(EmulatedTable table, TableVersion? basis, Draft draft)
    {
        var others = table.Versions.Where(version => version.Number > (basis?.Number ?? -1)).ToList();
        if (others.Exists(version => version.ChangesMetadata))
            throw new SqlFault("DELTA_METADATA_CHANGED", "MetadataChangedException: The metadata of the Delta table has been changed by a concurrent update. Please try the operation again.", "2D521");
        if (draft.IsBlindAppend)
            return;
        throw others.TrueForAll(version => version.IsBlindAppend)
            ? new SqlFault("DELTA_CONCURRENT_APPEND", "ConcurrentAppendException: Files were added to the root of the table by a concurrent update. Please try the operation again.", "2D521")
            : new SqlFault("DELTA_CONCURRENT_DELETE_READ", "ConcurrentDeleteReadException: This transaction attempted to read one or more files that were deleted by a concurrent update. Please try the operation again.", "2D521");
    }

    public static DataFile NewFile(long rows) => new($"part-{Guid.NewGuid()}.snappy.parquet", rows, 1_000 + 40 * rows);

    public static IReadOnlyList<DataFile> FilesOf(long rows) => rows == 0 ? [] : [NewFile(rows)];

    public static Dictionary<string, string> Metrics(params (string Name, long Value)[] metrics) =>
        metrics.ToDictionary(metric => metric.Name, metric => metric.Value.ToString(CultureInfo.InvariantCulture));
}
