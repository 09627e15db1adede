using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Quality.Bite;

public sealed class BiteTrialTests
{
    /// <summary>As many as one copy has room for ten of each defect.</summary>
    private const int Rows = 2600;

    private static readonly RuleKind[] Meant = [new Unique(["nr"]), new NotNull("kunde"), new InRange("betrag", "0", "1000"), new OlderThanColumn("bestellt", "geliefert")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlantedDefects_AreNoticedByTheRulesMeantForThem_AndBlindSpotsAreClosedByThoseProposed()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await BittenOrders.LoadAsync(lake, Rows, Meant);
        await Assert.ThrowsAsync<NotAllowedException>(() => lake.Get<BiteTrials>().RunAsync(BittenOrders.Name, 100, 1, PipelineLake.Two, Ct));
        var before = await TablesAsync(lake);

        var report = await RunAsync(lake);

        var (nr, kunde, betrag) = (Of(report, "nr"), Of(report, "kunde"), Of(report, "betrag"));
        Assert.InRange(kunde(DefectKind.Missing).Planted, 10, 20);
        Assert.Equal(kunde(DefectKind.Missing).Planted, kunde(DefectKind.Missing).ByRules);
        Assert.Equal(["kunde_not_null_own"], kunde(DefectKind.Missing).Rules);
        Assert.Equal(nr(DefectKind.OtherRowsValue).Planted, nr(DefectKind.OtherRowsValue).ByRules);
        Assert.Equal(betrag(DefectKind.UnitShift).Planted, betrag(DefectKind.UnitShift).ByRules);
        Assert.Equal(betrag(DefectKind.WrongSign).Planted, betrag(DefectKind.WrongSign).HeldBack);
        Assert.Equal(betrag(DefectKind.Typo).Planted, betrag(DefectKind.Typo).ByRules);
        Assert.Contains("betrag_type", betrag(DefectKind.Typo).Rules);
        Assert.Equal("geliefert", Of(report, "bestellt")(DefectKind.SwappedColumns).With);
        Assert.Equal(Of(report, "bestellt")(DefectKind.SwappedColumns).Planted, Of(report, "bestellt")(DefectKind.SwappedColumns).ByRules);
        Assert.All(report.Results.Where(result => result.Kind is DefectKind.Blanks or DefectKind.RepeatedRow), result => Assert.Equal(result.Planted, result.PutRight));
        Assert.InRange(Of(report, null)(DefectKind.RepeatedRow).Planted, 10, 20);
        Assert.Equal(0, kunde(DefectKind.Typo).ByRules);
        Assert.True(kunde(DefectKind.Typo).ByFindings > kunde(DefectKind.Typo).Planted / 2, "detectors notice misspelled names that no rule knows");
        Assert.True(kunde(DefectKind.LostLetter).ByFindings > kunde(DefectKind.LostLetter).Planted / 2);
        Assert.All(report.Results, result => Assert.InRange(result.HeldBack, 0, result.Caught));
        Assert.InRange(betrag(DefectKind.FarOff).Planted, 10, 20);
        Assert.Equal(1, Of(report, "kunde")(DefectKind.ManyMissing).HeldBack + Of(report, "kunde")(DefectKind.ManyMissing).ByRules);
        Assert.Equal(((long)Rows, (long)Rows), (report.Rows, report.Of));
        Assert.Equal(before, await TablesAsync(lake));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(lake.Folder, "*", SearchOption.AllDirectories), path => path.Contains("__bite_", StringComparison.Ordinal) && File.Exists(path));
        Assert.Equal(RuleJson.Write(report), RuleJson.Write((await lake.Get<BiteTrials>().LastAsync(BittenOrders.Name, PipelineLake.Steward, Ct))!));
        await IsClosedAsync(lake, report);
    }

    /// <summary>Each rule proposed for a blind spot notices what it promised, once it is in force.</summary>
    private static async Task IsClosedAsync(PipelineLake lake, BiteReport open)
    {
        var closed = open.BlindSpots.Where(spot => spot.Closing is not null && !DefectKinds.IsOfUpload(spot.Kind)).ToList();
        Assert.NotEmpty(closed);
        Assert.All(closed, spot => Assert.True(spot.Closing!.WouldCatch * 2 >= spot.Closing.Missed && spot.Closing.Breaking <= 0.02 * spot.Closing.Evaluated));
        foreach (var rule in closed.Select(spot => spot.Closing!.Rule).DistinctBy(rule => rule.Id))
            await BittenOrders.PutInForceAsync(lake, rule);

        var after = await RunAsync(lake);
        Assert.All(closed, spot =>
        {
            var then = open.Results.Single(result => (result.Kind, result.Column) == (spot.Kind, spot.Column));
            var now = after.Results.Single(result => (result.Kind, result.Column) == (spot.Kind, spot.Column));
            Assert.True(now.Caught >= then.Caught + spot.Closing!.WouldCatch, $"{spot.Kind} in {spot.Column}: {then.Caught} then, {now.Caught} now, {spot.Closing.WouldCatch} promised");
        });
    }

    private static Task<BiteReport> RunAsync(PipelineLake lake) => lake.Get<BiteTrials>().RunAsync(BittenOrders.Name, BiteTrials.UsualRows, seed: 1, PipelineLake.Steward, Ct);

    private static Func<DefectKind, BiteResult> Of(BiteReport report, string? column) => kind => report.Results.Single(result => (result.Kind, result.Column) == (kind, column));

    private static async Task<List<(TableName Table, long? Version)>> TablesAsync(PipelineLake lake)
    {
        var tables = new List<(TableName, long?)>();
        foreach (var table in await lake.Get<ILakehouse>().TablesAsync("kali_dev", Actor.System, Ct))
            tables.Add((table, (await lake.Get<ILakehouse>().DescribeAsync(table, Actor.System, Ct))?.Version));
        return tables;
    }
}
