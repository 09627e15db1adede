using Bunit;
using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Web.Widgets;
using Xunit;

namespace Kali.Web.Tests.Widgets;

public sealed class RunProgressTests : WidgetTests
{
    private static readonly RunSnapshot Reading = new()
    {
        Id = new RunId(7),
        Dataset = new DatasetName("kali_dev", "orders"),
        FileName = "orders.csv",
        Mode = IngestMode.Append,
        State = RunState.Running,
        UserId = "u-ann",
        UserName = "Ann",
        QueuedAt = new DateTimeOffset(2026, 11, 23, 8, 59, 0, TimeSpan.Zero),
        Steps =
        [
            new StepSnapshot { Name = RunStepName.Land, State = StepState.Done },
            new StepSnapshot { Name = RunStepName.Raw, State = StepState.Running, Rows = 1_200, RowsExpected = 48_213 },
            .. Enum.GetValues<RunStepName>().Skip(2).Select(name => new StepSnapshot { Name = name, State = StepState.Waiting }),
        ],
        Ledger = new Ledger(),
        Changes = [],
        Log = [],
        Revision = 1,
    };

    [Fact]
    public void Progress_ThatCanBeWeighed_IsABarWithWords()
    {
        var shown = Render(Reading with { Share = 0.425, TimeLeft = TimeSpan.FromSeconds(21) });

        var bar = shown.Find("[role=progressbar]");
        Assert.Equal("42", bar.GetAttribute("aria-valuenow"));
        Assert.Equal("42 percent, step 2 of 9, about 20 s left", bar.GetAttribute("aria-valuetext"));
        Assert.Contains("width:42.5%", bar.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_WithoutMemory_IsWhatHasBeenCounted()
    {
        var shown = Render(Reading);

        Assert.Empty(shown.FindAll("[role=progressbar]"));
        Assert.Contains("1,200 of 48,213 rows", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_WhenNothingIsCounted_IsTheTimeWorked()
    {
        var shown = Render(Reading with { Steps = [new StepSnapshot { Name = RunStepName.Checks, State = StepState.Running, Elapsed = TimeSpan.FromSeconds(3.2) }] });

        Assert.Contains("Working for 3.2 s", shown.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<RunProgress> Render(RunSnapshot run) => Page.Render<RunProgress>(parameters => parameters.Add(part => part.Run, run));
}
