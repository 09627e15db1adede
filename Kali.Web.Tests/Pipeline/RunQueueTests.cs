using Kali.Data;
using Kali.Data.Pipeline;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

public sealed class RunQueueTests
{
    private static readonly HashSet<RunId> None = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_GivesRunsInOrderAndNeverMoreThanAllowed()
    {
        await using var lake = await PipelineLake.OpenAsync(time: new FakeTimeProvider(), settings: ("Kali:Pipeline:AtOnce", "2"));
        await lake.Get<WorkerLease>().TakeAsync(Ct);
        var asked = new List<RunId>();
        foreach (var name in new[] { "a", "b", "c" })
            asked.Add(await lake.Runs.StartAsync(PipelineLake.Part(name, name), PipelineLake.One, Ct));

        var taken = new HashSet<RunId>();
        while (await lake.Get<RunQueue>().TakeAsync(taken, Ct) is { } id)
            taken.Add(id);

        Assert.Equal(asked.Take(2).ToHashSet(), taken);
    }

    [Fact]
    public async Task Take_OneRunAtATimeForADataset_LetsOthersPass()
    {
        await using var lake = await PipelineLake.OpenAsync(time: new FakeTimeProvider(), settings: ("Kali:Pipeline:AtOnce", "3"));
        await lake.Get<WorkerLease>().TakeAsync(Ct);
        var first = await lake.Runs.StartAsync(PipelineLake.Part("orders", "one"), PipelineLake.One, Ct);
        await lake.Runs.StartAsync(PipelineLake.Part("orders", "two"), PipelineLake.One, Ct);
        var other = await lake.Runs.StartAsync(PipelineLake.Part("customers", "three"), PipelineLake.One, Ct);

        Assert.Equal(first, await lake.Get<RunQueue>().TakeAsync(None, Ct));
        Assert.Equal(other, await lake.Get<RunQueue>().TakeAsync(new HashSet<RunId> { first }, Ct));
        Assert.Null(await lake.Get<RunQueue>().TakeAsync(new HashSet<RunId> { first, other }, Ct));
    }

    [Fact]
    public async Task Take_WhenTheOtherProcessKeepsItsLease_LeavesItsRunAlone_AndTakesItOverAfterwards()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var web = await PipelineLake.OpenAsync(time: time);
        await using var command = await PipelineLake.OpenAsync(time: time, folder: web.Folder);
        await web.Get<WorkerLease>().TakeAsync(Ct);
        await command.Get<WorkerLease>().TakeAsync(Ct);
        var run = await web.Runs.StartAsync(PipelineLake.Part("orders", "one"), PipelineLake.One, Ct);
        Assert.Equal(run, await web.Get<RunQueue>().TakeAsync(None, Ct));

        time.Advance(TimeSpan.FromSeconds(15));
        await command.Get<WorkerLease>().RenewAsync(Ct);
        Assert.Null(await command.Get<RunQueue>().TakeAsync(None, Ct));

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(run, await command.Get<RunQueue>().TakeAsync(None, Ct));
        var taken = await command.Runs.GetAsync(run, PipelineLake.One, Ct);
        Assert.Equal(1, taken.Restarts);

        // Of what is written at once each counts: who watches sees that something has changed by the number alone.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => command.Get<RunJournal>().WriteAsync(run, command.Get<WorkerLease>().Id, entry => entry.Log(null, Said.Of($"{n}")), Ct)));
        Assert.Equal(taken.Revision + 20, (await command.Runs.GetAsync(run, PipelineLake.One, Ct)).Revision);

        await Assert.ThrowsAsync<LeaseLostException>(() => web.Get<RunJournal>().WriteAsync(run, web.Get<WorkerLease>().Id, entry => entry.Log(null, Said.Of("too late")), Ct));
    }

    [Fact]
    public async Task Take_ByManyProcessesAtOnce_GivesEachRunToOne()
    {
        await using var first = await PipelineLake.OpenAsync(settings: ("Kali:Pipeline:AtOnce", "64"));
        var processes = new List<PipelineLake> { first };
        for (var i = 0; i < 3; i++)
            processes.Add(await PipelineLake.OpenAsync(folder: first.Folder, settings: ("Kali:Pipeline:AtOnce", "64")));
        foreach (var process in processes)
            await process.Get<WorkerLease>().TakeAsync(Ct);
        for (var i = 0; i < 12; i++)
            await first.Runs.StartAsync(PipelineLake.Part($"d{i}", $"k{i}"), PipelineLake.One, Ct);

        var taken = await Task.WhenAll(processes.Select(process => Task.Run(async () =>
        {
            var mine = new HashSet<RunId>();
            while (await process.Get<RunQueue>().TakeAsync(mine, Ct) is { } id)
                mine.Add(id);
            return mine;
        })));

        Assert.Equal(Enumerable.Range(1, 12).Select(n => new RunId(n)), taken.SelectMany(ids => ids).OrderBy(id => id.Value));
        foreach (var process in processes.Skip(1))
            await process.DisposeAsync();
    }

    [Fact]
    public async Task Start_TheSamePartTwice_IsOneRun()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var part = PipelineLake.Part("orders", "one");
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lake.Runs.StartAsync(part, PipelineLake.One, Ct)));
        Assert.Single(ids.Distinct());
        await using var store = lake.Store();
        Assert.Equal(9, await store.Set<RunStepRecord>().CountAsync(Ct));
    }

    [Fact]
    public async Task Start_IntoSomebodyElsesDataset_IsRefused()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await lake.Runs.StartAsync(PipelineLake.Part("orders", "one"), PipelineLake.One, Ct);
        await Assert.ThrowsAsync<NotAllowedException>(() => lake.Runs.StartAsync(PipelineLake.Part("orders", "two"), PipelineLake.Two, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => lake.Runs.GetAsync(new RunId(1), PipelineLake.Two, Ct));
        Assert.Empty((await lake.Runs.ListAsync(RunFilter.All, PipelineLake.Two, Ct)).Runs);
        Assert.Single((await lake.Runs.ListAsync(RunFilter.All, PipelineLake.Steward, Ct)).Runs);
    }
}
