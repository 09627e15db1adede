using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Store;
using Kali.Data.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Ingest;

/// <summary>The intakes in the store.</summary>
internal sealed class IntakeStore(IDbContextFactory<KaliStore> stores, UploadFeed feed, TimeProvider time)
{
    /// <summary>Notes a part of an upload once; a part that is noted already stays as it is.</summary>
    public async Task AddAsync(Upload upload, string partKey, IntakeState state, IntakeDraft draft, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Set<IntakeRecord>().AnyAsync(intake => intake.UploadId == upload.Id.Value && intake.PartKey == partKey, ct))
            return;
        store.Add(new IntakeRecord
        {
            UploadId = upload.Id.Value,
            PartKey = partKey,
            UserId = upload.UserId,
            FileName = upload.FileName,
            State = state,
            CreatedAt = time.GetUtcNow(),
            Draft = Write(draft),
            Revision = Guid.NewGuid(),
        });
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            store.ChangeTracker.Clear();
            if (!await store.Set<IntakeRecord>().AnyAsync(intake => intake.UploadId == upload.Id.Value && intake.PartKey == partKey, ct))
                throw;
        }
    }

    public async Task<ImmutableArray<Intake>> ListAsync(Func<IQueryable<IntakeRecord>, IQueryable<IntakeRecord>> which, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return [.. (await which(store.Set<IntakeRecord>().AsNoTracking()).OrderBy(intake => intake.Id).ToListAsync(ct)).Select(Shown)];
    }

    /// <summary>Whether a part of the upload is in its dataset, or on its way there; a load that failed or was cancelled is neither.</summary>
    public async Task<bool> IsLoadedAsync(UploadId upload, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var stopped = store.Set<RunRecord>().Where(run => run.State == RunState.Failed || run.State == RunState.Cancelled).Select(run => (long?)run.Id);
        return await store.Set<IntakeRecord>().AnyAsync(intake => intake.UploadId == upload.Value && intake.RunId != null && !stopped.Contains(intake.RunId), ct);
    }

    /// <summary>The intake, or <see cref="NotFoundException"/> when there is none for this actor.</summary>
    public async Task<Intake> GetAsync(long id, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return Shown(await FindAsync(store, id, actor, ct));
    }

    /// <summary>Changes what is decided; two people who decide at once are told so.</summary>
    public async Task<Intake> ChangeAsync(
        long id, Func<Intake, (IntakeState State, IntakeDraft Draft, RunId? Run)> change, Actor actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await FindAsync(store, id, actor, ct);
        var (state, draft, run) = change(Shown(record));
        (record.State, record.Draft, record.RunId, record.Revision) = (state, Write(draft), run?.Value, Guid.NewGuid());
        try
        {
            await store.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new RefusedException($"{record.FileName} was answered in another place a moment ago. This answer was not taken. Look at it anew.", e);
        }
        Tell(record);
        return Shown(record);
    }

    public async Task RemoveAsync(UploadId upload, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.Set<IntakeRecord>().Where(intake => intake.UploadId == upload.Value && intake.RunId == null).ExecuteDeleteAsync(ct);
    }

    public async Task<bool> HasAnyAsync(UploadId upload, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Set<IntakeRecord>().AnyAsync(intake => intake.UploadId == upload.Value, ct);
    }

    private void Tell(IntakeRecord record) =>
        feed.Tell(new UploadEvent(UploadId.Parse(record.UploadId), record.UserId, 0, UploadState.Complete));

    private static async Task<IntakeRecord> FindAsync(KaliStore store, long id, Actor actor, CancellationToken ct) =>
        await store.Set<IntakeRecord>().SingleOrDefaultAsync(intake => intake.Id == id, ct) is { } record && (record.UserId == actor.UserId || actor.IsSteward)
            ? record
            : throw new NotFoundException("This upload is not there any more.");

    private static Intake Shown(IntakeRecord record) => new(
        record.Id,
        UploadId.Parse(record.UploadId),
        record.FileName,
        record.State,
        JsonSerializer.Deserialize<IntakeDraft>(record.Draft, IngestJson.Options)!,
        record.RunId is { } run ? new RunId(run) : null);

    private static string Write(IntakeDraft draft) => JsonSerializer.Serialize(draft, IngestJson.Options);
}
