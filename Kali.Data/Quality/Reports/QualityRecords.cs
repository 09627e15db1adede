using Kali.Data.Catalog;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Quality;

/// <summary>Keeps what runs find out.</summary>
public sealed class QualityRecords(Datasets datasets, IDbContextFactory<KaliStore> stores, TimeProvider time)
{
    /// <summary>Keeps a load's results; a repeated step of the same run replaces them.</summary>
    public async Task KeepAsync(DatasetName dataset, RunId run, long loadNo, long silverVersion, CheckReport report, Profile? profile, Actor actor, CancellationToken ct)
    {
        if (!actor.IsPipeline)
            throw new NotAllowedException("Results of checks are kept by runs only.");
        var found = await datasets.GetAsync(dataset, actor, ct);
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await store.Set<QualityRecord>().FirstOrDefaultAsync(quality => quality.RunId == run.Value, ct);
        if (record is null)
        {
            record = new QualityRecord
            {
                DatasetId = found.Id,
                RunId = run.Value,
                LoadNo = loadNo,
                At = time.GetUtcNow(),
                SilverVersion = silverVersion,
                Gate = report.Gate,
                RuleSet = "",
                Report = "",
            };
            store.Set<QualityRecord>().Add(record);
        }
        record.SilverVersion = silverVersion;
        record.Gate = report.Gate;
        record.Score = report.Score?.Value;
        record.RuleSet = RuleSets.Of(report.Results.Select(result => result.Rule));
        (record.TodayScore, record.TodayRuleSet) = (null, null);
        record.Report = RuleJson.Write(report);
        record.Profile = profile?.ToJson();
        await store.SaveChangesAsync(ct);
    }

    internal static LoadQuality Read(QualityRecord record) => new(
        new RunId(record.RunId), record.LoadNo, record.At, record.SilverVersion, record.RuleSet,
        RuleJson.Read<CheckReport>(record.Report), record.Profile is { } profile ? Profile.FromJson(profile) : null);
}
