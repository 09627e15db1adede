using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Xunit;

namespace Kali.Web.Tests.Engines;

/// <summary>What every lakehouse does, whatever engine is behind it. An adapter's test class derives from this and says how one is made.</summary>
public abstract partial class LakehouseContract : IDisposable
{
    protected static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    protected static readonly Actor Analyst = new("u-2", "Grace Hopper", [KaliRole.Analyst]);
    protected static readonly Actor Nobody = new("u-3", "Nobody", []);
    protected static readonly TableName Orders = new("kali_dev", "silver_layer", "orders");

    protected abstract ILakehouse Lakehouse { get; }

    /// <summary>Rows enough to come in several pieces.</summary>
    protected virtual long Many => 1_000_000;

    /// <summary>Whether a description names the data files; Databricks tells their number and size only.</summary>
    protected virtual bool NamesFiles => true;

    /// <summary>Whether a long statement tells how far it is.</summary>
    protected virtual bool TellsProgress => true;

    /// <summary>Whether rows come while the statement still runs.</summary>
    protected virtual bool GivesRowsEarly => true;

    /// <summary>Whether files can be deleted as soon as no version needs them, and a dropped table's at all.</summary>
    protected virtual bool VacuumsAtOnce => true;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual void Dispose() => GC.SuppressFinalize(this);

    protected static RowSource Rows(Sql sql) => new RowSource.Query(sql);

    /// <summary>Orders 1 to n with a city and an amount.</summary>
    protected static Sql Some(long from, long count) => Sql.Of(
        $"SELECT id, CASE WHEN id % 2 = 0 THEN 'Köln' ELSE 'Basel' END AS city, CAST(id * 1.5 AS DECIMAL(10,2)) AS amount FROM (SELECT {from} + n AS id FROM range({count}) AS r(n)) AS numbered");

    protected async Task<CommitOutcome.Committed> AppendAsync(Sql rows, TableName? table = null, TableSchema? schema = null, bool mayAddColumns = false) =>
        Assert.IsType<CommitOutcome.Committed>(await Lakehouse.CommitAsync(
            new TableCommit { Table = table ?? Orders, Change = new TableChange.Append(Rows(rows)), Schema = schema, MayAddColumns = mayAddColumns }, Steward, Ct));

    protected async Task<CommitOutcome> CommitAsync(TableChange change, TableName? table = null) =>
        await Lakehouse.CommitAsync(new TableCommit { Table = table ?? Orders, Change = change }, Steward, Ct);

    protected async Task<List<object?[]>> QueryAsync(Sql sql, Actor? actor = null)
    {
        await using var result = await Lakehouse.QueryAsync(sql, actor ?? Analyst, Ct);
        return await result.ToListAsync(Ct);
    }

    protected async Task<object?> ScalarAsync(Sql sql) => (await QueryAsync(sql))[0][0];

    protected async Task<long> CountAsync(TableRef? table = null) => (long)(await ScalarAsync(Sql.Of($"SELECT count(*) FROM {table ?? Orders}")))!;

    protected async Task<TableDescription> DescribeAsync(TableName? table = null)
    {
        var description = await Lakehouse.DescribeAsync(table ?? Orders, Analyst, Ct);
        Assert.NotNull(description);
        return description;
    }

    /// <summary>The changes of rows in the history, newest first.</summary>
    protected async Task<int> ChangesAsync(TableName? table = null) => (await Lakehouse.HistoryAsync(table ?? Orders, Analyst, Ct)).Length;

    protected static ImmutableSortedDictionary<string, string> About(params (string, string)[] notes) =>
        notes.ToImmutableSortedDictionary(note => note.Item1, note => note.Item2);

    protected static SqlExpression IdIs(long id) => new Column("id").EqualTo(new Constant(id));
}
