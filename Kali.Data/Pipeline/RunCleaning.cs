using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>Takes back what a cancelled run wrote. Table histories tell what that was, even when the journal was one kill behind.</summary>
internal sealed class RunCleaning(ILakehouse lakehouse)
{
    /// <summary>The tables as they were; says what is kept. Can be repeated.</summary>
    public async Task<Said> TakeBackAsync(RunContext run, CancellationToken ct)
    {
        var touched = 0;
        foreach (var table in new[] { run.Dataset.Gold, run.Dataset.Quarantine, run.Dataset.DqxQuarantine, run.Dataset.Findings, run.Dataset.Silver, run.Dataset.Repairs, run.Dataset.Raw })
        {
            if (await TakeBackAsync(run, table, ct))
                touched++;
        }
        return touched == 0
            ? Said.Of($"No table was changed. {run.Part.FileName} is kept as it was received.")
            : Said.Of($"The tables are as they were before. {run.Part.FileName} is kept as it was received.");
    }

    private async Task<bool> TakeBackAsync(RunContext run, TableName table, CancellationToken ct)
    {
        if (await lakehouse.DescribeAsync(table, run.Actor, ct) is null)
            return false;
        // Without a number the run has written nothing.
        if (run.Facts.LoadNo is null)
            return false;
        var history = await lakehouse.HistoryAsync(table, run.Actor, ct);
        var mine = history.Where(entry => entry.About.GetValueOrDefault("run") == run.Id.ToString()).ToList();
        if (mine.Count == 0 || mine.Any(entry => entry.About.GetValueOrDefault("step") == "cancel"))
            return false;
        var (first, last) = (mine.Min(entry => entry.Version), mine.Max(entry => entry.Version));
        if (first > 0 && last == history[0].Version)
        {
            await lakehouse.RestoreAsync(table, first - 1, run.Actor, ct);
            return true;
        }
        if (table == run.Dataset.Repairs && run.Request is RunRequest.Repair { IsUndo: false } repair)
            return await DeleteAsync(run, table, new AllOf(new Column(CellChanges.Repair).EqualTo(new WholeNumber(repair.RepairId)), PipelinePlans.Load(run).Rows), ct);
        // Rows taken through the layers anew stand where older ones stood, and somebody has built on them.
        if (run.Request is not RunRequest.Load)
            return false;
        // Somebody has committed since, or the run made the table: only its own rows go.
        return await DeleteAsync(run, table, PipelinePlans.Load(run).Rows, ct);
    }

    private async Task<bool> DeleteAsync(RunContext run, TableName table, SqlExpression rows, CancellationToken ct)
    {
        await lakehouse.CommitAsync(
            new TableCommit
            {
                Table = table,
                Change = new TableChange.Delete(rows),
                Once = run.Once(RunStepName.Records) + "/cancel",
                About = run.About(RunStepName.Records).SetItem("step", "cancel"),
            },
            run.Actor, ct);
        return true;
    }
}
