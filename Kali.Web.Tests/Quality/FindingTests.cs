using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality;

public sealed class FindingTests : IDisposable
{
    private readonly QualityLake _lake = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Search_FindsWhatContradictsTheRestOfTheRow_AndSaysWhatItCouldBe()
    {
        var rows = Rows(300);
        rows[15][2] = "Kön";
        rows[40][2] = "Hamburg";
        rows[91][5] = "999.00";
        rows[120][1] = "";
        var found = await FindAsync(rows);

        var (typo, broken, total, empty) = (Cell(found, 15, "city"), Cell(found, 40, "city"), Cell(found, 91, "total"), Cell(found, 120, "zip"));
        Assert.Equal(("Köln", FindingTier.Confirmed), (typo.Cell.Proposal, typo.Group.Tier));
        Assert.Equal(("Köln", DetectorKind.Dependency), (broken.Cell.Proposal, broken.Group.Detector));
        Assert.Equal(DetectorKind.TotalMismatch, total.Group.Detector);
        Assert.Equal(decimal.Parse(Rows(300)[91][5], CultureInfo.InvariantCulture), decimal.Parse(total.Cell.Proposal!, CultureInfo.InvariantCulture));
        Assert.Equal("50667", empty.Cell.Proposal);
        // Of two columns that contradict each other alone, both are told.
        Assert.Equal(("20095", DetectorKind.Dependency), (Cell(found, 40, "zip").Cell.Proposal, Cell(found, 40, "zip").Group.Detector));
        Assert.Equal(5, found.Report.Groups.Sum(group => group.Cells));
        Assert.All(found.Report.Groups, group => Assert.Equal((300, DetectorFacts.Dimension(group.Detector)), ((int)group.Of, group.Dimension)));
    }

    /// <summary>The commit takes the plan's word for it.</summary>
    [Fact]
    public async Task Plan_GivesTheColumnsOfTheTableOfFindings()
    {
        var rows = Rows(300);
        rows[15][2] = "Kön";
        rows[91][5] = "999.00";
        var load = await _lake.LoadAsync(1, Readings, rows);
        await _lake.SilverAsync(load);

        var plan = await new FindingSearch(_lake.Lakehouse).PlanAsync(new FindingSubject(load, QualityLake.Orders.Raw, QualityLake.Orders.Silver), QualityLake.Steward, Ct);

        await using var found = await _lake.Lakehouse.QueryAsync(plan!.Rows, QualityLake.Steward, Ct);
        Assert.Equal(FindingTable.Schema.Columns.Select(column => (column.Name, column.Type)), found.Columns.Select(column => (column.Name, column.Type)));
    }

    [Fact]
    public async Task Search_OfACleanTable_FindsNothing() => Assert.Empty((await FindAsync(Rows(300))).Report.Groups);

    [Fact]
    public async Task Search_AfterADismissal_IsSilentAboutThatColumnOnly()
    {
        var rows = Rows(300);
        rows[40][2] = "Hamburg";
        rows[91][5] = "999.00";
        var lesson = new FindingLesson(DetectorKind.Dependency, "city", IsDismissed: true, _lake.Now, "u-1", "Ada", "moved");

        var found = await FindAsync(rows, Lessons.None with { Taught = [lesson] });

        Assert.Equal(["total", "zip"], found.Report.Groups.Select(group => group.Column).Order());
    }

    [Fact]
    public async Task Search_WithAnotherDatasetAtHand_FindsWhatItDoesNotHave()
    {
        var towns = new DatasetName("kali_dev", "cities");
        await _lake.CommitAsync(towns.Gold, new TableChange.Append(new RowSource.Query(Sql.Of(
            $"SELECT city, 'x' AS note FROM (VALUES {Sql.Join(", ", Enumerable.Range(0, 12).Select(i => Sql.Of($"({TownOf(i)})")))}) AS known(city)"))));
        var gold = (await _lake.Lakehouse.DescribeAsync(towns.Gold, QualityLake.Steward, Ct))!;
        var rows = Rows(300);
        foreach (var (i, row) in rows.Index())
            (row[1], row[2]) = ("", TownOf(i % 12));
        rows[17][2] = "Atlantis";
        var load = await _lake.LoadAsync(1, Readings, rows);
        await _lake.SilverAsync(load);

        var report = await new FindingSearch(_lake.Lakehouse).SearchAsync(
            new FindingSubject(load, QualityLake.Orders.Raw, QualityLake.Orders.Silver) { References = [new ReferenceTable(towns, towns.Gold, gold.Schema)] }, QualityLake.Steward, Ct);

        var gap = Assert.Single(report.Groups, group => group.Detector is DetectorKind.ReferenceGap);
        Assert.Equal(("city", 1L, "cities.city", FindingTier.Confirmed), (gap.Column, gap.Cells, gap.Basis, gap.Tier));
        Assert.Equal("Atlantis", gap.Examples[0].Value);
    }

    private static string TownOf(int i) => ((string[])["Berlin", "Hamburg", "München", "Stuttgart", "Leipzig", "Dresden", "Bremen", "Hannover", "Nürnberg", "Duisburg", "Bochum", "Bielefeld"])[i];

    [Theory]
    [InlineData("customer_id", "customer_id", "customers", true)]
    [InlineData("customer_id", "id", "customers", true)]
    [InlineData("customer", "id", "customers", true)]
    [InlineData("customer_id", "customer_no", "customers", false)]
    [InlineData("kunde", "kunden_nr", "kunden", false)]
    [InlineData("kunde_nr", "kunden_nr", "kunden", true)]
    [InlineData("kundennummer", "nummer", "kunden", true)]
    [InlineData("artikel", "code", "stamm_artikel", true)]
    [InlineData("company_id", "id", "companies", true)]
    [InlineData("city", "city", "cities", true)]
    [InlineData("status", "status", "customers", false)]
    [InlineData("id", "id", "customers", false)]
    [InlineData("order_id", "id", "customers", false)]
    public void Reference_IsProposedByNames(string column, string other, string dataset, bool refers) => Assert.Equal(refers, ReferenceNames.Match(column, other, dataset));

    [Fact]
    public async Task Effect_OnTheScore_IsThatOfRowsWhichNoRuleFinds()
    {
        var rows = Rows(300);
        rows[40][2] = "Hamburg";
        rows[91][5] = "999.00";
        rows[92][5] = "998.00";
        var found = await FindAsync(rows);
        var subject = _lake.Subject(found.Load);
        var rule = QualityLake.Rule(new InRange("total", null, "998.50")) with { DimensionAsSaid = QualityDimension.Consistency };
        var ran = await new Checks(_lake.Lakehouse).CountAsync(CheckPlan.For(subject, [rule]), QualityLake.Steward, Ct);
        var search = new FindingSearch(_lake.Lakehouse);
        var report = await search.ReportAsync(new FindingSubject(found.Load, QualityLake.Orders.Raw, QualityLake.Orders.Silver), 300, QualityLake.Orders.Findings.At(found.Report.Version), ran, QualityLake.Steward, Ct);

        Assert.Equal(99.7, ran.Report.Score!.Value);
        // Of the two totals a rule finds one; each other row takes the score from 99.7 to 99.3.
        Assert.Equal([("city", 1L, 0.4), ("total", 2L, 0.4), ("zip", 1L, 0.4)], report.Groups.Select(group => (group.Column, group.Rows, group.Points)).OrderBy(group => group.Column, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Quarantine_HoldsConfirmedRowsBack_UnlessTheDatasetSaysOtherwise()
    {
        var rows = Rows(300);
        rows[91][5] = "999.00";
        var found = await FindAsync(rows);
        var report = (await _lake.CheckAsync(_lake.Subject(found.Load))) with { Findings = found.Report };

        Assert.NotNull(await _lake.QuarantineAsync(found.Load, _lake.Subject(found.Load), report));
        var held = await _lake.HeldAsync();
        Assert.Equal([93L], held);
        var reasons = Assert.Single(await _lake.LinesAsync(Sql.Of($"SELECT {new SqlName("_reasons")} FROM {QualityLake.Orders.Quarantine}")));
        var reason = Assert.Single(HeldReason.Read(reasons));
        Assert.Equal(("total-mismatch", "total", "999.00", true), (reason.Name, reason.Column, reason.Observed, reason.HoldsBack));

        Assert.Null(await _lake.QuarantineAsync(found.Load, _lake.Subject(found.Load), report with { Findings = found.Report with { HoldsRowsBack = false } }));
    }

    [Fact]
    public void Lessons_OfADetectorDismissedOften_TakeItsSay()
    {
        var lessons = Lessons.None;
        Assert.True(lessons.MayConfirm(DetectorKind.TokenTypo));
        for (var i = 0; i < 4; i++)
            lessons = lessons with { Taught = lessons.Taught.Add(new FindingLesson(DetectorKind.TokenTypo, $"c{i}", IsDismissed: true, _lake.Now, "u-1", "Ada", null)) };
        Assert.False(lessons.MayConfirm(DetectorKind.TokenTypo));
        Assert.True(lessons.MayShow(DetectorKind.TokenTypo));
        Assert.True(lessons.MayConfirm(DetectorKind.ValueSnap));
    }

    [Fact]
    public void Words_AreThereForEveryDetectorInBothLanguages()
    {
        foreach (var detector in Enum.GetValues<DetectorKind>())
        {
            var cell = new FindingCell(1, "city", "Kön", "Köln", "zip", 0.9);
            var group = new FindingGroup { Detector = detector, Column = "city", Tier = FindingTier.Confirmed, Cells = 1, Rows = 1, Of = 10, Basis = "zip", Examples = [cell] };
            var (english, german) = (FindingWords.English, FindingWords.German);
            Assert.NotEqual(english.Name(detector), german.Name(detector));
            Assert.NotEqual(english.Group(group, name => name), german.Group(group, name => name));
            Assert.NotEqual(english.Cell(detector, cell, name => name), german.Cell(detector, cell, name => name));
            Assert.Equal(detector, DetectorFacts.Parse(DetectorFacts.Code(detector)));
            Assert.Equal(german.Name(detector), german.NameOf(DetectorFacts.Code(detector)));
        }
    }

    private static readonly (string Zip, string City)[] Places = [("50667", "Köln"), ("40213", "Düsseldorf"), ("10115", "Berlin"), ("80331", "München"), ("20095", "Hamburg")];

    private static readonly ImmutableArray<ColumnReading> Readings =
        [QualityLake.Text("id"), QualityLake.Text("zip"), QualityLake.Text("city"), QualityLake.Whole("quantity"), QualityLake.Money("price"), QualityLake.Money("total")];

    private static string[][] Rows(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var (zip, city) = Places[i % Places.Length];
            var (quantity, price) = (1 + i * 7 % 9, 3.5m + i * 13 % 50);
            return new[] { string.Create(CultureInfo.InvariantCulture, $"A-{i + 1000}"), zip, city, quantity.ToString(CultureInfo.InvariantCulture), price.ToString("0.00", CultureInfo.InvariantCulture), (quantity * price).ToString("0.00", CultureInfo.InvariantCulture) };
        }),
    ];

    private async Task<(DataLoad Load, FindingReport Report)> FindAsync(string[][] rows, Lessons? lessons = null)
    {
        var load = await _lake.LoadAsync(1, Readings, rows);
        await _lake.SilverAsync(load);
        var subject = new FindingSubject(load, QualityLake.Orders.Raw, QualityLake.Orders.Silver) { Lessons = lessons ?? Lessons.None };
        return (load, await new FindingSearch(_lake.Lakehouse).SearchAsync(subject, QualityLake.Steward, Ct));
    }

    private static (FindingGroup Group, FindingCell Cell) Cell((DataLoad Load, FindingReport Report) found, int row, string column) => Assert.Single(
        found.Report.Groups.SelectMany(group => group.Examples.Select(cell => (group, cell))),
        one => one.cell.Column == column && DataLoad.RowOf(one.cell.RowId) == row + 2);
}
