using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Engines.Databricks.Chaos;

/// <summary>Every table holds exactly what was sent: each step committed once, no row lost, none twice.</summary>
internal sealed class ChaosVerdict(PipelineLake lake, IReadOnlyList<ChaosFile> sent)
{
    private const string Catalog = "kali_dev";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task AssertAsync()
    {
        foreach (var file in sent)
            await AssertLedgerAsync(file);
        foreach (var dataset in sent.GroupBy(file => file.Dataset))
            await AssertAsync(new DatasetName(Catalog, dataset.Key), [.. dataset]);
        await OnceAsync(MetadataTables.Runs(Catalog), sent.Count, "run_id");
        await OnceAsync(MetadataTables.Lineage(Catalog), null, "run_id", "step", "source");
        await OnceAsync(MetadataTables.QualityResults(Catalog), null, "run_id", "rule_id");
        await OnceAsync(MetadataTables.DqxMetrics(Catalog), null, "run_id", "metric_name");
        await OnceAsync(MetadataTables.Audit(Catalog), null, "audit_id");
    }

    private async Task AssertAsync(DatasetName dataset, List<ChaosFile> files)
    {
        var mode = files[0].Mode;
        var last = files[^1];
        await OnceAsync(dataset.Raw, files.Sum(file => file.Raw), "_row_id");
        await OnceAsync(dataset.Silver, mode is IngestMode.Overwrite ? last.Raw - last.Duplicates : files.Sum(file => file.Raw - file.Duplicates), "_row_id");
        await OnceAsync(dataset.Quarantine, mode is IngestMode.Overwrite ? last.Misfits : files.Sum(file => file.Misfits), "_row_id");
        await OnceAsync(dataset.Gold, mode switch
        {
            IngestMode.Overwrite => last.Gold,
            IngestMode.Merge => files.SelectMany(file => file.GoldNumbers).Distinct().Count(),
            _ => files.Sum(file => file.Gold),
        }, "bestell_nr");
        foreach (var table in new[] { dataset.Raw, dataset.Silver, dataset.Quarantine, dataset.Gold })
            await OneCommitAStepAsync(table);
    }

    private async Task AssertLedgerAsync(ChaosFile file)
    {
        var run = await lake.Runs.GetAsync(file.Run, PipelineLake.Steward, Ct);
        Assert.Equal((file, file.Raw, file.Duplicates, file.Misfits, file.Gold), (file, run.Ledger.Raw, run.Ledger.Duplicates, run.Ledger.HeldBack, run.Ledger.Gold));
        Assert.Empty(run.Ledger.Gaps());
    }

    /// <summary>As many rows as expected, and no two alike in these columns.</summary>
    private async Task OnceAsync(TableName table, long? rows, params string[] columns)
    {
        var names = columns.Select(column => new SqlName(column)).ToList();
        var counts = (await Sending.QueryAsync(lake, Sql.Of($"SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT {names} FROM {table}) AS one) FROM {table}"), Actor.System))[0];
        var (all, distinct) = (Convert.ToInt64(counts[0], CultureInfo.InvariantCulture), Convert.ToInt64(counts[1], CultureInfo.InvariantCulture));
        if (all != distinct || all != (rows ?? all))
            Assert.Fail($"{table} has {all} rows, {distinct} of them different, and {rows} were expected.\n{await HistoryAsync(table)}");
    }

    private async Task<string> HistoryAsync(TableName table) => string.Join('\n', (await lake.Get<ILakehouse>().HistoryAsync(table, Actor.System, Ct)).Select(entry =>
        $"{entry.Version} {entry.Operation} {string.Join(' ', entry.About.Select(about => $"{about.Key}={about.Value}"))} {string.Join(' ', entry.Metrics.Select(metric => $"{metric.Key}={metric.Value}"))}"));

    private async Task OneCommitAStepAsync(TableName table)
    {
        var history = await lake.Get<ILakehouse>().HistoryAsync(table, Actor.System, Ct);
        var commits = history.Where(entry => entry.About.ContainsKey("run")).Select(entry => (entry.About["run"], entry.About["step"])).ToList();
        Assert.NotEmpty(commits);
        Assert.Equal(commits.Count, commits.Distinct().Count());
    }
}
