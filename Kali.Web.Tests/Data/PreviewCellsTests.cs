using Kali.Data;
using Kali.Data.Quality;
using Kali.Web.Data;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Xunit;

namespace Kali.Web.Tests.Data;

public sealed class PreviewCellsTests
{
    [Fact]
    public void Cell_WhoseTextDidNotFit_ShowsTheTextOfTheFile_Marked()
    {
        var row = new PreviewRow(1, 1, [null, " DE", null], [new CellMark(["amount"], MarkTier.Confirmed, Guid.NewGuid(), "amount_type", "viel", "decimal(10,2)")]);
        var cells = PreviewCells.Row(new JsonTexts(), row, 0, ["amount", "country", "remark"], Layer.Silver).Cells;

        Assert.Equal(("viel", CellGridMark.Confirmed), (cells[0].Text, cells[0].Mark));
        Assert.Equal(("␣DE", CellGridMark.None), (cells[1].Text, cells[1].Mark));
        Assert.Equal((null, CellGridMark.None), (cells[2].Text, cells[2].Mark));
        Assert.Contains("amount_type", cells[0].Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Share_NeverHidesWhatIsThere_AndAddsUp()
    {
        var (good, missing, marked) = PreviewCells.Share((Missing: 3, Marked: 1), 1_000_000);
        Assert.True(missing >= 0.02 && marked >= 0.02);
        Assert.Equal(1, good + missing + marked, 9);
        Assert.Equal((1.0, 0.0, 0.0), PreviewCells.Share((0, 0), 10));
        Assert.Equal((0.0, 1.0, 0.0), PreviewCells.Share((0, 0), 0));
    }
}
