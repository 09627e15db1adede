using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>What a run does in the place of reading a file, when raw has its rows already: the cell changes over them are brought up to date.</summary>
internal sealed class RepairWork(RepairPlans plans, TableWriter writer, IDbContextFactory<KaliStore> stores)
{
    public async Task<StepResult> OverRawAsync(RunContext run, CancellationToken ct)
    {
        var written = run.Request is RunRequest.Repair repair ? await ChangeAsync(run, repair, ct) : null;
        var load = PipelinePlans.Load(run);
        var (_, columns, version) = await plans.ChangesAsync(run.Dataset, load.Rows, ct);
        return new StepResult
        {
            Facts = run.Facts with { RepairsVersion = columns.IsEmpty ? null : version, RepairedColumns = columns, RepairedCells = written?.Rows },
            State = written is null ? StepState.Skipped : StepState.Done,
            Rows = written?.Rows ?? run.Facts.RawRows,
            Bytes = written?.Bytes,
            Files = written?.Files,
            Work = written is null ? StepWork.None : new StepWork([new StepSource(run.Dataset.Raw, run.Facts.RawVersion)], run.Dataset.Repairs, written.Version, [], []),
            Says = (run.Request, written) switch
            {
                (RunRequest.Repair { IsUndo: true } undone, _) => $"The cell changes of repair {undone.RepairId} are taken back. Raw stays as it is.",
                (RunRequest.Repair done, not null) => $"{RunWords.Count(written.Rows)} cells are changed by repair {done.RepairId}. Raw stays as it is.",
                _ => null,
            },
        };
    }

    private async Task<WrittenTable?> ChangeAsync(RunContext run, RunRequest.Repair request, CancellationToken ct)
    {
        var rows = PipelinePlans.Load(run).Rows;
        var once = run.Once(RunStepName.Raw) + "/repairs";
        if (request.IsUndo)
        {
            var mine = new AllOf(new Column(CellChanges.Repair).EqualTo(new WholeNumber(request.RepairId)), rows);
            return await writer.CommitAsync(run, RunStepName.Raw, new TableCommit { Table = run.Dataset.Repairs, Once = once, Change = new TableChange.Delete(mine) }, ct);
        }
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await store.Set<RepairRecord>().AsNoTracking().SingleAsync(repair => repair.Id == request.RepairId, ct);
        var plan = await plans.OfAsync(run.Dataset, ct);
        var changes = plan.Changes(RepairJson.Read(record.Edits), record.Id)
            ?? throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"Repair {record.Id} has no edits. No table was changed."));
        var signed = CellChanges.Signed(
            Sql.Of($"SELECT * FROM ({changes}) AS all_changes WHERE {rows}"),
            new CellAuthors(record.Reason, record.ProposedBy, record.ProposedByName, record.DecidedBy ?? "", record.DecidedByName ?? "", run.StartedAt, run.Id));
        return await writer.CommitAsync(run, RunStepName.Raw, new TableCommit
        {
            Table = run.Dataset.Repairs,
            Schema = CellChanges.Schema,
            Once = once,
            Change = new TableChange.Append(new RowSource.Query(signed)),
        }, ct);
    }
}
