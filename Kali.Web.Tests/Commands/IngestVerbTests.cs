using Xunit;

namespace Kali.Web.Tests.Commands;

public sealed class IngestVerbTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Ingest_OfAMessyFile_TellsWhereEveryLineWent()
    {
        var answer = await _terminal.RunAsync("ingest", _terminal.File("orders.csv", MessyOrders.Csv()), "--json");

        Assert.True(answer.Exit == 0, answer.ToString());
        var run = Assert.Single(answer.Json);
        Assert.Equal("kali_dev.orders", run.GetProperty("dataset").GetString());
        Assert.Equal("done", run.GetProperty("state").GetString());
        Assert.Equal("warned", run.GetProperty("gate").GetString());
        var ledger = run.GetProperty("ledger");
        Assert.Equal(MessyOrders.Lines, ledger.GetProperty("lines_in_file").GetInt64());
        Assert.Equal(MessyOrders.NotReadable, ledger.GetProperty("not_readable").GetInt64());
        Assert.Equal(MessyOrders.Duplicates, ledger.GetProperty("duplicates").GetInt64());
        Assert.Equal(2, ledger.GetProperty("held_back").GetInt64());
        Assert.Equal(59, ledger.GetProperty("gold").GetInt64());
        Assert.Contains("gold, 59 rows", answer.Messages, StringComparison.Ordinal);

        var told = await _terminal.RunAsync("query", "SELECT count(*) AS n FROM orders", "--json");
        Assert.Equal(59, Assert.Single(told.Json).GetProperty("n").GetInt64());
    }

    [Fact]
    public async Task Ingest_OfTheSameFileAgain_LoadsNothing()
    {
        var file = _terminal.File("orders.csv", MessyOrders.Csv());
        await _terminal.RunAsync("ingest", file, "--json");

        var again = await _terminal.RunAsync("ingest", file, "--json");
        Assert.Equal(0, again.Exit);
        Assert.Equal("same", Assert.Single(again.Json).GetProperty("state").GetString());
        Assert.Contains("--again", again.Messages, StringComparison.Ordinal);

        var wanted = await _terminal.RunAsync("ingest", file, "--again", "--mode", "overwrite", "--json");
        Assert.True(wanted.Exit == 0, wanted.ToString());
        var told = await _terminal.RunAsync("query", "SELECT count(*) AS n FROM orders", "--json");
        Assert.Equal(59, Assert.Single(told.Json).GetProperty("n").GetInt64());
    }

    [Fact]
    public async Task Ingest_WhenTheKeyIsMissingTooOften_AnswersNoAndLeavesGoldAlone()
    {
        var file = _terminal.File("people.csv", "id,name\n1,Ada\n,Grace\n,Edsger\n4,Barbara\n");

        var answer = await _terminal.RunAsync("ingest", file, "--dataset", "staff", "--mode", "merge", "--key", "ID", "--json");

        Assert.True(answer.Exit == 1, answer.ToString());
        var run = Assert.Single(answer.Json);
        Assert.Equal("failed", run.GetProperty("gate").GetString());
        Assert.Equal("kali_dev.staff", run.GetProperty("dataset").GetString());
        Assert.Equal(1, (await _terminal.RunAsync("history", "kali_dev.gold_layer.staff")).Exit);
    }

    [Fact]
    public async Task Ingest_WhenOneOfSeveralFilesCannotBeRead_LoadsTheOthersAndAnswersNo()
    {
        var good = _terminal.File("good.csv", "a,b\n1,2\n3,4\n");
        var bad = _terminal.File("bad.csv", "");

        var both = await _terminal.RunAsync("ingest", bad, good, "--json");
        Assert.True(both.Exit == 1, both.ToString());
        Assert.Equal("kali_dev.good", Assert.Single(both.Json).GetProperty("dataset").GetString());

        var alone = await _terminal.RunAsync("ingest", bad, "--json");
        Assert.Equal(2, alone.Exit);
        Assert.Empty(alone.Output);
    }

    [Fact]
    public async Task Ingest_ThatMergesWithoutAKey_CouldNotRun()
    {
        var answer = await _terminal.RunAsync("ingest", _terminal.File("a.csv", "a\n1\n"), "--mode", "merge");

        Assert.Equal(2, answer.Exit);
        Assert.Contains("--key", answer.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_WithAKeyTheFileDoesNotHave_NamesItsColumns()
    {
        var answer = await _terminal.RunAsync("ingest", _terminal.File("a.csv", "Bestell-Nr,b\n1,2\n"), "--mode", "merge", "--key", "order_id");

        Assert.Equal(2, answer.Exit);
        Assert.Contains("Bestell-Nr, b", answer.Messages, StringComparison.Ordinal);
    }
}
