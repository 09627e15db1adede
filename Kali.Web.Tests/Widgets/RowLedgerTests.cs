using Bunit;
using Kali.Data;
using Kali.Web.Widgets;
using Xunit;

namespace Kali.Web.Tests.Widgets;

public sealed class RowLedgerTests : WidgetTests
{
    private static readonly Ledger Whole = new(LinesInFile: 48_213, NotReadable: 3, Raw: 48_210, Duplicates: 12, Silver: 48_198, HeldBack: 411, Gold: 47_787);

    [Fact]
    public void ALedger_ThatAddsUp_ShowsEveryPartAndNoError()
    {
        var ledger = Page.Render<RowLedger>(parameters => parameters.Add(part => part.Ledger, Whole).Add(part => part.FileName, "orders.csv"));

        Assert.Empty(ledger.FindAll("[role=alert]"));
        Assert.Equal(["48,213", "47,787", "411", "12", "3"], ledger.FindAll(".value").Select(value => value.TextContent));
        Assert.Contains("lines with data in orders.csv", ledger.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void ALedger_ThatDoesNotAddUp_SaysWhichSumAsAnError()
    {
        var ledger = Page.Render<RowLedger>(parameters => parameters.Add(part => part.Ledger, Whole with { Gold = 47_786 }));

        var error = Assert.Single(ledger.FindAll("[role=alert]"));
        Assert.Contains("48,198 rows in silver, their parts make 48,197", error.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void ALedger_OfAFailedGate_ShowsWhatWaits()
    {
        var ledger = Page.Render<RowLedger>(parameters => parameters.Add(part => part.Ledger, Whole with { Gold = null, Waiting = 47_787 }));

        Assert.Contains("wait at the gate", ledger.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("in gold", ledger.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void ALedger_OfAMerge_TellsNewFromUpdated()
    {
        var ledger = Page.Render<RowLedger>(parameters => parameters.Add(part => part.Ledger, Whole with { New = 47_000, Updated = 787 }));

        Assert.Contains("47,000", ledger.Markup, StringComparison.Ordinal);
        Assert.Contains("updated in gold", ledger.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void AFigureNotCountedYet_IsADashAndNeverNothing()
    {
        var ledger = Page.Render<RowLedger>(parameters => parameters.Add(part => part.Ledger, new Ledger(LinesInFile: 5)));

        Assert.Equal(["5", "–", "–", "–", "–"], ledger.FindAll(".value").Select(value => value.TextContent));
    }

    [Fact]
    public void FiguresOfADataset_OpenItsRowsWhereThereAreAny()
    {
        var ledger = Page.Render<RowLedger>(parameters => parameters
            .Add(part => part.Ledger, Whole with { HeldBack = 0, Gold = 48_198 }).Add(part => part.Dataset, new DatasetName("kali_dev", "orders")));

        var link = Assert.Single(ledger.FindAll("a.value"));
        Assert.Equal("48,198", link.TextContent);
        Assert.StartsWith("data/kali_dev/orders/", link.GetAttribute("href"), StringComparison.Ordinal);
    }
}
