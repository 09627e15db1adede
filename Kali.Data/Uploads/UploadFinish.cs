using System.Globalization;
using System.Security.Cryptography;
using Kali.Data.Lake;
using Kali.Data.Store;

namespace Kali.Data.Uploads;

/// <summary>
/// Puts a whole file in its place in the lake. The place is reserved in the store before the file moves,
/// so that after a crash in between it is known whose file lies there.
/// </summary>
internal sealed class UploadFinish(
    ILakeFiles lake,
    UploadRecords records,
    IStagedFiles staging,
    RunningHashes hashes,
    UploadFeed feed,
    TimeProvider time)
{
    /// <summary>The caller holds the lease, and the file is whole and synced.</summary>
    public async Task<UploadRecord> StoreAsync(UploadRecord record, CancellationToken ct)
    {
        var id = UploadId.Parse(record.Id);
        if (UploadRecords.StateOf(record) == UploadState.Storing && await LiesInPlaceAsync(record, ct))
        {
            await staging.DeleteAsync(id.Value, ct);
            return await DoneAsync(id, ct);
        }
        await staging.MakeWholeAsync(id.Value, ct);
        var hash = await hashes.AtAsync(id, record.Length, ct);
        var sha256 = hash.IsComplete ? hash.InHex() : await HashAsync(staging.PlaceOf(id.Value), ct);
        var now = time.GetUtcNow();
        var folder = new LakePath("raw/uploads") / now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) / LakeFileName.From(record.UserId);
        var name = LakeFileName.From(record.FileName);
        for (var n = 1; ; n++)
        {
            var place = folder / LakeFileName.Numbered(name, n);
            if (await lake.ExistsAsync(place, ct) || !await records.ReserveAsync(id, place, sha256, ct))
                continue;
            if (await MoveAsync(id, place, ct))
                break;
        }
        hashes.Forget(id);
        await staging.DeleteAsync(id.Value, ct);
        return await DoneAsync(id, ct);
    }

    private async Task<bool> MoveAsync(UploadId id, LakePath place, CancellationToken ct)
    {
        try
        {
            await lake.MoveAsync(staging.PlaceOf(id.Value), place, ct);
            return true;
        }
        catch (RefusedException)
        {
            // Somebody else put a file of that name there between the look and the move.
            return false;
        }
    }

    private async Task<bool> LiesInPlaceAsync(UploadRecord record, CancellationToken ct)
    {
        if (record.Place is null || !await lake.ExistsAsync(new LakePath(record.Place), ct))
            return false;
        return !await staging.ExistsAsync(record.Id, ct) || await HashAsync(new LakePath(record.Place), ct) == record.Sha256;
    }

    private async Task<string> HashAsync(LakePath place, CancellationToken ct)
    {
        await using var file = await lake.OpenReadAsync(place, ct);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private async Task<UploadRecord> DoneAsync(UploadId id, CancellationToken ct)
    {
        var done = await records.ChangeAsync(
            id,
            record => (record.State, record.FinishedAt, record.ExpiresAt) = (nameof(UploadState.Complete), time.GetUtcNow(), null),
            ct);
        feed.Tell(new UploadEvent(id, done.UserId, done.Length, UploadState.Complete));
        return done;
    }
}
