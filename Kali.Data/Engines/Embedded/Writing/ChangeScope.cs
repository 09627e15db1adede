using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.Tables;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>What a change is computed in: the session with its views, the version it starts from, and the writer of its files.</summary>
internal sealed record ChangeScope(TableCommit Commit, Snapshot? Basis, DuckSession Session, DataFileWriter Files, TimeProvider Time)
{
    private static readonly SqlName OriginView = new("kali rows with their files");
    private static readonly SqlName TouchedView = new("kali rows of touched files");

    public string Shown => Commit.Table.ToString();

    /// <exception cref="NotFoundException">The change needs a table and there is none.</exception>
    public Snapshot Existing => Basis ?? throw TableReads.NoTable(Commit.Table);

    /// <summary>All rows of the version started from, each with its file (<see cref="SnapshotRelation.FileColumn"/>) and place; null without a table.</summary>
    public SnapshotRelation? Origin { get; init; }

    /// <summary>The rows of some files of the version started from.</summary>
    public required Func<ImmutableArray<AddAction>, Task<SnapshotRelation>> RowsOf { get; init; }

    public IReadOnlyDictionary<string, object?> FixedValues => Commit.PartitionValues;

    /// <summary>The table's rows with their files, as a relation of the session.</summary>
    public SqlName OriginRows()
    {
        Session.Run(BoundTables.Print(Sql.Of($"CREATE OR REPLACE TEMP VIEW {OriginView} AS {Sql.FromVerified(Origin!.Text)}")));
        return OriginView;
    }

    /// <summary>How the rows of a query fit the table, before any of them is computed.</summary>
    public RowFit Fit(Sql rows, bool replacesSchema = false) =>
        RowFit.Of(replacesSchema ? null : Basis?.Schema, Commit.Schema, RowFit.Told(Commit.Change) ?? ColumnsOf(rows), [.. FixedValues.Keys], Shown, DuckDbDialect.Instance);

    /// <summary>The query's rows, projected to the table's columns.</summary>
    public static Sql Projected(RowFit fit, Sql rows) => Sql.Of($"SELECT {fit.Projection} FROM ({rows}) AS source");

    public List<object?[]> Run(Sql sql) => Session.Run(BoundTables.Print(sql));

    /// <summary>The files with rows for which the condition holds, and how many of their rows it holds for.</summary>
    public ImmutableArray<(AddAction File, long Matches)> FilesWhere(SqlExpression where)
    {
        var file = new SqlName(SnapshotRelation.FileColumn);
        return Matched(Run(Sql.Of($"SELECT {file}, count(*) FROM {OriginRows()} WHERE {where} GROUP BY {file}")));
    }

    /// <summary>From rows of a file's path and a count.</summary>
    public ImmutableArray<(AddAction File, long Matches)> Matched(List<object?[]> rows)
    {
        var files = Existing.Files.ToDictionary(add => DeltaPath.OnDisk(Existing.Folder, add.Path), StringComparer.Ordinal);
        return [.. rows.Select(row => (files[(string)row[0]!], Convert.ToInt64(row[1], null)))];
    }

    /// <summary>The rows of these files alone, as a relation of the session: DuckDB does not leave files out by their name.</summary>
    public async Task<SqlName> RowsOfAsync(IEnumerable<AddAction> files)
    {
        var rows = await RowsOf([.. files]);
        Session.Run(BoundTables.Print(Sql.Of($"CREATE OR REPLACE TEMP VIEW {TouchedView} AS {Sql.FromVerified(rows.Text)}")));
        return TouchedView;
    }

    public Sql Columns => Sql.Join(", ", Existing.Schema.Columns.Select(column => (Sql)new SqlName(column.Name)));

    private ImmutableArray<(string Name, DataType? Type)> ColumnsOf(Sql rows)
    {
        ImmutableArray<ResultColumn> columns;
        using (var none = Session.Stream(BoundTables.Print(Sql.Of($"SELECT * FROM ({rows}) AS source LIMIT 0"))))
            columns = none.Columns;
        if (columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new RefusedException($"The rows for {Shown} have two columns “{twice.Key}”. Nothing was written. Give each a name of its own.");
        var untyped = Untyped(rows, [.. columns.Where(column => column.Type == DataType.Integer)]);
        return [.. columns.Select(column => (column.Name, untyped.Contains(column.Name) ? null : column.Type))];
    }

    /// <summary>A column that is nothing but NULL looks like an integer in a result; only the binder knows that it has no type.</summary>
    private HashSet<string> Untyped(Sql rows, ImmutableArray<ResultColumn> integers)
    {
        if (integers.IsEmpty)
            return [];
        var types = Run(Sql.Of($"SELECT {integers.Select(column => Sql.Of($"typeof((SELECT {new SqlName(column.Name)} FROM ({rows}) AS source LIMIT 0))"))}"))[0];
        return [.. integers.Where((_, i) => types[i] is "\"NULL\"" or "NULL").Select(column => column.Name)];
    }
}
