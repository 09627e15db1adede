using System.Text.Json;
using Kali.Data.Pipeline;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Lineage;

/// <summary>Writes down what each step of a run read and made.</summary>
internal sealed class LineageRecorder(IDbContextFactory<KaliStore> stores) : IRunSubscriber
{
    public Task StartedAsync(RunAccount run, CancellationToken ct) => Task.CompletedTask;

    public async Task RecordAsync(RunAccount run, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await using var transaction = await store.Database.BeginTransactionAsync(ct);
        await store.Set<LineageRecord>().Where(edge => edge.RunId == run.Id.Value).ExecuteDeleteAsync(ct);
        foreach (var step in run.Steps.Where(step => step.Work.Target is not null))
        {
            store.AddRange(step.Work.Sources.Select(source => new LineageRecord
            {
                RunId = run.Id.Value,
                Step = step.Step,
                Source = source.Table?.ToString() ?? LineageNames.OfUpload(source.UploadId ?? ""),
                SourceFile = source.File,
                SourceVersion = source.Version,
                Target = step.Work.Target.ToString()!,
                TargetVersion = step.Work.Version,
                Rows = step.Rows,
                Statement = string.Join(";\n", step.Work.Statements),
                UserId = run.UserId,
                UserName = run.UserName,
                At = step.EndedAt,
                KaliVersion = KaliVersion.Text,
                Columns = JsonSerializer.Serialize(step.Work.Columns),
            }));
        }
        await store.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public Task EndedAsync(RunAccount run, RunState state, string? fault, CancellationToken ct) => Task.CompletedTask;
}
