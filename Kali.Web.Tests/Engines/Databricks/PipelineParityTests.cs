using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks;

/// <summary>The whole pipeline on both engines: the same rows in every layer, the same ledger, the same verdicts.</summary>
public sealed class PipelineParityTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");

    // The emulator does not read all that detectors say yet (UNION within brackets among it); rules and their rows are compared.
    private static readonly (string, string) WithoutDetectors = ("Kali:Pipeline:FindingsUpTo", "0");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMessyFile_BecomesTheSameTablesOnBothEngines()
    {
        using var workspace = new TestWorkspace();
        await using var embedded = await PipelineLake.OpenAsync(settings: [WithoutDetectors]);
        await using var databricks = await PipelineLake.OpenAsync(workspace.AddTo, settings: [WithoutDetectors]);
        var file = MessyFile.Orders(200);

        var here = await Sending.LoadAsync(embedded, await Sending.ReceiveAsync(embedded, "orders.csv", file.Bytes));
        var there = await Sending.LoadAsync(databricks, await Sending.ReceiveAsync(databricks, "orders.csv", file.Bytes));

        Assert.True(there.State is RunState.Done, $"{there.Fault?.Message}\n{workspace.Emulated.LastFault}\n{string.Join('\n', there.Log.Select(line => line.Text))}");
        Assert.Equal((here.Gate, here.Ledger), (there.Gate, there.Ledger));
        foreach (var table in new[] { Orders.Raw, Orders.Silver, Orders.Quarantine, Orders.Gold })
            await SameAsync(table, embedded, databricks);
        var report = await ReportAsync(embedded);
        Assert.NotEmpty(report);
        Assert.Equal(report, await ReportAsync(databricks));
    }

    private static async Task SameAsync(TableName table, PipelineLake embedded, PipelineLake databricks)
    {
        var schema = (await embedded.Get<ILakehouse>().DescribeAsync(table, Actor.System, Ct))!.Schema;
        Assert.Equal(schema, (await databricks.Get<ILakehouse>().DescribeAsync(table, Actor.System, Ct))!.Schema);
        var columns = schema.Columns.Where(column => column.Name is not ("_upload_id" or "_reasons" or "held_at")).Select(column => (Sql)new SqlName(column.Name)).ToList();
        var rows = Sql.Of($"SELECT {columns} FROM {table} ORDER BY _row_id");
        Assert.Equal(await TextAsync(embedded, rows), await TextAsync(databricks, rows));
    }

    private static async Task<List<string>> TextAsync(PipelineLake lake, Sql sql)
    {
        await using var rows = await lake.Get<ILakehouse>().QueryAsync(sql, Actor.System, Ct);
        return (await rows.ToListAsync(Ct)).ConvertAll(row => string.Join('|', row.Select(value => value switch
        {
            null => "∅",
            DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.##########", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        })));
    }

    private static async Task<List<string>> ReportAsync(PipelineLake lake)
    {
        var latest = (await lake.Get<QualityReports>().ForAsync(Orders, null, PipelineLake.Steward, Ct))!.Latest!;
        return [.. latest.Report.Results.Select(result => FormattableString.Invariant($"{result.Rule.Kind.GetType().Name} {result.Outcome} {result.Evaluated} {result.Failing} {result.Observed}"))];
    }
}
