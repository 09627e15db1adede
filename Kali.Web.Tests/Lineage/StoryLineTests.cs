using Kali.Data;
using Kali.Data.Lineage;
using Kali.Web.Lineage;
using Xunit;

namespace Kali.Web.Tests.Lineage;

public sealed class StoryLineTests
{
    private static readonly CellStory Country = new("country", "Country", "Deutschland ", [new CellChange(Layer.Silver, "trimmed", "Deutschland ", "Deutschland")], "Deutschland");

    [Fact]
    public void Of_ACellInGold_IsToldFromGoldBackToTheLine() =>
        Assert.Equal(["gold", "trimmed", "raw", "file"], StoryLine.Of(Story(RowOutcome.InGold), Country).Select(line => line.Kind));

    [Fact]
    public void Of_AHeldBackCell_ShowsTheTextOfTheFile() =>
        Assert.Equal(("held", "Deutschland "), (StoryLine.Of(Story(RowOutcome.HeldBack), Country)[0].Kind, StoryLine.Of(Story(RowOutcome.HeldBack), Country)[0].After));

    [Fact]
    public void Read_ReasonsOfQuarantine_AreListed() => Assert.Equal(
        [new HeldReason("amount_fits", "Stops", "amount", "viel", "decimal")],
        HeldReason.Read("""[{"rule":"x","name":"amount_fits","severity":"Stops","column":"amount","observed":"viel","expected":"decimal"}]""").AsEnumerable());

    [Fact]
    public void Read_SomethingElse_IsNothing() => Assert.Empty(HeldReason.Read("held by hand"));

    private static RowStory Story(RowOutcome outcome) => new(new DatasetName("kali_dev", "orders"), 1, new RunId(1), "u", "orders.csv", null, 2, outcome, null, true, [Country]);
}
