using System.Collections.Immutable;
using Kali.Data.Lake;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Uploads;

/// <summary>The uploads in the store.</summary>
internal sealed class UploadRecords(IDbContextFactory<KaliStore> stores)
{
    public async Task AddAsync(UploadRecord record, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        store.Add(record);
        await store.SaveChangesAsync(ct);
    }

    public async Task<UploadRecord?> FindAsync(UploadId id, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Set<UploadRecord>().AsNoTracking().SingleOrDefaultAsync(upload => upload.Id == id.Value, ct);
    }

    public async Task<ImmutableArray<UploadRecord>> ListAsync(
        Func<IQueryable<UploadRecord>, IQueryable<UploadRecord>> which, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return [.. await which(store.Set<UploadRecord>().AsNoTracking()).ToListAsync(ct)];
    }

    /// <summary>Changes the record; what it holds afterwards is given back.</summary>
    public async Task<UploadRecord> ChangeAsync(UploadId id, Action<UploadRecord> change, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var record = await store.Set<UploadRecord>().SingleAsync(upload => upload.Id == id.Value, ct);
        change(record);
        await store.SaveChangesAsync(ct);
        return record;
    }

    /// <summary>Reserves a place in the lake for the upload; false when another upload has it.</summary>
    public async Task<bool> ReserveAsync(UploadId id, LakePath place, string sha256, CancellationToken ct)
    {
        try
        {
            await ChangeAsync(
                id,
                record => (record.State, record.Place, record.Sha256, record.ExpiresAt) = (nameof(UploadState.Storing), place.Value, sha256, null),
                ct);
            return true;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            await using var store = await stores.CreateDbContextAsync(ct);
            if (await store.Set<UploadRecord>().AnyAsync(other => other.Place == place.Value && other.Id != id.Value, ct))
                return false;
            throw;
        }
    }

    public static UploadState StateOf(UploadRecord record) => Enum.Parse<UploadState>(record.State);

    public static Upload Shown(UploadRecord record, long received) => new Upload(
        UploadId.Parse(record.Id),
        record.FileName,
        record.Length,
        received,
        StateOf(record),
        record.UserId,
        record.UserName,
        record.CreatedAt,
        record.ExpiresAt,
        record.FinishedAt,
        record.Sha256,
        record.Place is { } place ? new LakePath(place) : null,
        record.RefusalCode is { } code ? new UploadRefusal(code, record.RefusalMessage ?? "", record.RefusalDetail) : null,
        UploadMetadata.TryParse(record.Metadata, out var metadata) ? metadata : UploadMetadata.Empty)
    {
        Sender = new Actor(record.UserId, record.UserName, [.. record.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<KaliRole>)]),
        IsTaken = record.IsTaken,
    };
}
