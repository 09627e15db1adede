using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Kali.Web.Tests.Engines;
using Xunit;

namespace Kali.Web.Tests.Quality;

/// <summary>A lake in which loads go their way through the plans of Quality on the real engine, without the pipeline's journal.</summary>
public sealed class QualityLake : IDisposable
{
    public static readonly Actor Steward = new("u-1", "Ada Lovelace", [KaliRole.DataEngineer]);
    public static readonly DatasetName Orders = new("kali_dev", "orders");
    private static readonly DateOnly Today = new(2026, 11, 23);
    private readonly TestLake _lake = new();
    private readonly ILakehouse? _other;

    public QualityLake() { }

    /// <summary>The same over another engine.</summary>
    public QualityLake(ILakehouse other) => _other = other;

    public ILakehouse Lakehouse => _other ?? _lake.Lakehouse;

    /// <summary>The day that the tables of the tests are written for, not the one on which they run.</summary>
    public DateTimeOffset Now { get; } = new(Today, new TimeOnly(12, 0), TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static ColumnReading Text(string name) => new(name, name, DataType.String, new ValueFormat.AsText());

    public static ColumnReading Whole(string name) => new(name, name, DataType.Long, new ValueFormat.Number());

    public static ColumnReading Money(string name) => new(name, name, DataType.DecimalOf(10, 2), new ValueFormat.Number());

    public static ColumnReading Day(string name, string pattern = "yyyy-MM-dd") => new(name, name, DataType.Date, new ValueFormat.Date(pattern));

    public static Rule Rule(RuleKind kind, Severity severity = Severity.Stops, string? filter = null, Threshold? threshold = null, string? name = null) => new()
    {
        Id = Guid.NewGuid(),
        Dataset = Orders,
        Name = name ?? kind.Code,
        Kind = kind,
        Severity = severity,
        Filter = filter,
        Threshold = threshold ?? Threshold.WarnsAtOnce,
    };

    /// <summary>Appends rows of text to raw as one load; their numbers in the file begin with 2.</summary>
    public async Task<DataLoad> LoadAsync(long loadNo, ImmutableArray<ColumnReading> readings, params string?[][] rows)
    {
        var load = new DataLoad(Orders, loadNo, readings);
        var columns = readings.Select(reading => new SqlName(reading.Name)).ToList();
        Sql Select(SqlName relation) => Sql.Of($"""
            SELECT {columns}, {"upload-1"} AS {new SqlName("_upload_id")}, {"orders.csv"} AS {new SqlName("_file")}, {new Missing(DataType.String)} AS {new SqlName("_sheet")},
                {new SqlName("_row")}, {new SqlName("_row")} + {new WholeNumber(load.FirstRowId)} AS {new SqlName("_row_id")},
                {RuleValue.Date(Today)} AS {new SqlName("upload_date")}, {"u-1"} AS {new SqlName("user_id")}
            FROM {relation}
            """);
        await CommitAsync(Orders.Raw, new TableChange.Append(new RowSource.Text(() => new TestRows([.. readings.Select(reading => reading.Name)], rows), Select)));
        return load;
    }

    public Task<Profile> ProfileAsync(DataLoad load) =>
        new Profiler(Lakehouse).ProfileAsync(ProfileSource.Of(load, Orders.Raw, MissingSpellings.Default), Steward, Ct);

    public async Task SilverAsync(DataLoad load, long? duplicates = null, params Rule[] rules)
    {
        var plan = SilverPlan.For(load, Orders.Raw, new SilverChoices(Today, "orders", [.. rules], duplicates, MissingSpellings.Default));
        await CommitAsync(Orders.Silver, new TableChange.Append(new RowSource.Query(plan.Rows)), plan.Schema);
    }

    public CheckSubject Subject(DataLoad load) => new(Orders.Silver, SilverPlan.SchemaOf(load.Readings), load.Rows, Now);

    public Task<CheckReport> CheckAsync(CheckSubject subject, params Rule[] rules) =>
        new Checks(Lakehouse).RunAsync(CheckPlan.For(subject, rules), Steward, Ct);

    public async Task<QuarantinePlan?> QuarantineAsync(DataLoad load, CheckSubject subject, CheckReport report)
    {
        var plan = QuarantinePlan.For(load, Orders.Raw, subject, report, Now);
        if (plan is not null)
            await CommitAsync(Orders.Quarantine, new TableChange.Append(new RowSource.Query(plan.Rows)), plan.Schema);
        return plan;
    }

    public async Task GoldAsync(DataLoad load, bool isAnyHeld, GoldChoices? choices = null)
    {
        var plan = GoldPlan.For(load, Orders.Silver, isAnyHeld ? Orders.Quarantine : null, choices ?? GoldChoices.On(Today));
        await CommitAsync(Orders.Gold, new TableChange.Append(new RowSource.Query(plan.Rows)), plan.Schema);
    }

    public async Task<List<object?[]>> QueryAsync(Sql sql)
    {
        await using var result = await Lakehouse.QueryAsync(sql, Steward, Ct);
        return await result.ToListAsync(Ct);
    }

    /// <summary>Values as they are compared in tests: invariant text, null as ∅.</summary>
    public async Task<string[]> LinesAsync(Sql sql) =>
        [.. (await QueryAsync(sql)).Select(row => string.Join(" | ", row.Select(value => value is null ? "∅" : Convert.ToString(value, CultureInfo.InvariantCulture))))];

    /// <summary>The numbers in the file of the rows held back.</summary>
    public async Task<long[]> HeldAsync() =>
        [.. (await QueryAsync(Sql.Of($"SELECT {new SqlName("_row")} FROM {Orders.Quarantine} ORDER BY 1"))).Select(row => (long)row[0]!)];

    public async Task CommitAsync(TableName table, TableChange change, TableSchema? schema = null) =>
        Assert.IsType<CommitOutcome.Committed>(await Lakehouse.CommitAsync(new TableCommit { Table = table, Change = change, Schema = schema }, Steward, Ct));

    public void Dispose() => _lake.Dispose();
}
