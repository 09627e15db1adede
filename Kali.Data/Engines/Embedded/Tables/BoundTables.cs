using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.Sessions;

namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>
/// The tables of a statement, each resolved to one snapshot. In the session they are temporary views, so that a statement reads
/// the same as its plan, and a table that occurs twice is the same version twice.
/// </summary>
internal sealed class BoundTables
{
    private readonly ImmutableDictionary<TableRef, SnapshotRelation> _views;

    private BoundTables(ImmutableDictionary<TableRef, SnapshotRelation> views) => _views = views;

    /// <summary>Resolves every table in the statement for the actor; refuses where it may not read one.</summary>
    public static async Task<BoundTables> BindAsync(Sql sql, TableReads reads, Actor actor, CancellationToken ct)
    {
        var views = ImmutableDictionary.CreateBuilder<TableRef, SnapshotRelation>();
        foreach (var table in TablesOf(sql))
        {
            views[table] = await reads.RelationAsync(table, actor, ct);
        }
        return new BoundTables(views.ToImmutable());
    }

    /// <summary>What a table is called in a statement: its whole name, and the version where one is stated.</summary>
    public static SqlName NameOf(TableRef table) =>
        new(table.Version is { } version ? FormattableString.Invariant($"{table.Shown}@{version}") : table.Shown);

    public static SqlStatement Print(Sql sql) => DuckDbDialect.Instance.Print(sql, table => DuckDbDialect.Instance.Quote(NameOf(table)));

    public void CreateViews(DuckSession session)
    {
        foreach (var (table, rows) in _views)
            session.Run(Print(Sql.Of($"CREATE OR REPLACE TEMP VIEW {NameOf(table)} AS {Sql.FromVerified(rows.Text)}")));
    }

    private static HashSet<TableRef> TablesOf(Sql sql)
    {
        var tables = new HashSet<TableRef>();
        DuckDbDialect.Instance.Print(sql, table =>
        {
            tables.Add(table);
            return "";
        });
        return tables;
    }
}
