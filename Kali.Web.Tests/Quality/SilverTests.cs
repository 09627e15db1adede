using Kali.Data.Engines;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

public sealed class SilverTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Silver_WhenTextsAreUntidy_CleansAndCountsEveryChange()
    {
        var load = await _lake.LoadAsync(1, [Text("name"), Money("amount"), Day("day", "dd.MM.yyyy")],
            [" Müller ", "1.00", "01.02.2026"],
            ["Mu\u0308ller\u00A0", " 2.50", "n/a"],
            ["NULL", "-", "31.02.2026"],
            ["-", "x", ""]);
        await _lake.SilverAsync(load);

        Assert.Equal(
            [
                "2 | Müller | 1.00 | 2026-02-01 | ∅ | 100",
                "3 | Müller | 2.50 | ∅ | ∅ | 100",
                "4 | ∅ | ∅ | ∅ | day | 66.7",
                "5 | - | ∅ | ∅ | amount | 66.7",
            ],
            await _lake.LinesAsync(Sql.Of($"""
                SELECT _row_id % {new Kali.Data.Engines.Expressions.WholeNumber(DataLoad.IdsPerLoad)} AS row, name, CAST(amount AS VARCHAR), CAST(day AS VARCHAR), _not_fitting, data_quality_score
                FROM {Orders.Silver} ORDER BY _row_id
                """)));
        var profile = await _lake.ProfileAsync(load);
        Assert.Equal(
            [
                "name Trimmed 2  Müller ", "name Normalised 1  Müller ", "name ReadAsMissing 1 NULL",
                "amount Trimmed 1  2.50", "amount ReadAsMissing 1 -", "amount DidNotFit 1 x",
                "day ReadAsMissing 2 n/a", "day ReadAsValue 1 01.02.2026", "day DidNotFit 1 31.02.2026",
            ],
            profile.Columns.SelectMany(column => column.Changes.Select(change => $"{column.Name} {change.Kind} {change.Count} {change.Example}")));
        Assert.Equal((4L, 0L), (profile.Rows, profile.Duplicates!.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silver_WhenRowsRepeat_KeepsTheFirstOfEach(bool isCounted)
    {
        var load = await _lake.LoadAsync(1, [Text("a"), Text("b")], ["x", null], ["x", null], ["x", ""], ["y", "1"], ["x", null], ["y", "1 "]);
        var duplicates = (await _lake.ProfileAsync(load)).Duplicates;
        Assert.Equal(2, duplicates);
        await _lake.SilverAsync(load, isCounted ? duplicates : null);
        Assert.Equal(["2", "4", "5", "7"], await _lake.LinesAsync(Sql.Of($"SELECT _row_id % {new Kali.Data.Engines.Expressions.WholeNumber(DataLoad.IdsPerLoad)} FROM {Orders.Silver} ORDER BY _row_id")));
    }

    [Fact]
    public async Task Gold_WhenRowsAreHeldBack_HasExactlyTheOthers()
    {
        var load = await _lake.LoadAsync(1, [Text("id"), Money("amount"), Text("email")],
            ["1", "10.00", "ada@kali.example"], ["2", "20.00", "b@c.de"], ["3", "x", "q"], ["4", "-1.00", null]);
        await _lake.SilverAsync(load);
        var subject = _lake.Subject(load);
        var report = await _lake.CheckAsync(subject, Rule(new FitsType("amount"), name: "amount_type"), Rule(new InRange("amount", "0", null), Severity.Warns, name: "positive"));
        await _lake.QuarantineAsync(load, subject, report);
        await _lake.GoldAsync(load, isAnyHeld: true, new GoldChoices(new DateOnly(2026, 11, 23), System.Collections.Immutable.ImmutableSortedDictionary<string, ColumnMask>.Empty.Add("email", ColumnMask.LastFour), ["amount"]));

        Assert.Equal(new long[] { 4 }, await _lake.HeldAsync());
        Assert.Equal(
            ["1 | 10.00 | ************mple | 0.03", "2 | 20.00 | **c.de | 0.98", "4 | -1.00 | ∅ | -1.02"],
            await _lake.LinesAsync(Sql.Of($"SELECT id, CAST(amount AS VARCHAR), email, round(amount_standardised, 2) FROM {Orders.Gold} ORDER BY id")));
        var reasons = Assert.Single(await _lake.LinesAsync(Sql.Of($"SELECT amount, _reasons FROM {Orders.Quarantine}")));
        Assert.StartsWith("x | [{\"rule\":", reasons, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"amount_type\",\"severity\":\"Stops\",\"column\":\"amount\",\"observed\":\"x\",\"expected\":\"decimal(10,2)\"", reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailingRows_WhenAskedByPage_ShowTheTextsOfTheFile()
    {
        var load = await _lake.LoadAsync(1, [Text("id"), Money("amount")], ["1", "1,5"], ["2", "2.00"], ["3", "drei"], ["4", "4 €"]);
        await _lake.SilverAsync(load);
        var rows = new FailingRows(_lake.Lakehouse, TimeProvider.System);
        var first = await rows.PageAsync(Rule(new FitsType("amount")), 1, 0, 0, 2, Steward, TestContext.Current.CancellationToken);
        Assert.Equal([(2L, "1,5"), (4L, "drei")], first.Rows.Select(row => (row.Row, row.Values[1]!)));
        Assert.True(first.HasMore);
        Assert.Equal(("amount", "decimal(10,2)"), (Assert.Single(first.Marked), first.Expected));
        var second = await rows.PageAsync(Rule(new FitsType("amount")), 1, 0, first.Rows[^1].RowId, 2, Steward, TestContext.Current.CancellationToken);
        Assert.Equal([5L], second.Rows.Select(row => row.Row));
        Assert.False(second.HasMore);
    }
}
