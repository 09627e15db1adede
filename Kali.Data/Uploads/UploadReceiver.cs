using System.Security.Cryptography;
using Kali.Data.Lake;
using Kali.Data.Store;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Uploads;

/// <summary>Takes the bytes of one request into an unfinished upload, whose lease the caller holds.</summary>
internal sealed partial class UploadReceiver(
    UploadRecords records,
    IStagedFiles staging,
    RunningHashes hashes,
    UploadFinish finish,
    UploadFeed feed,
    UploadOptions options,
    TimeProvider time,
    ILogger<UploadReceiver> log,
    UploadScreening? screening = null)
{
    public async Task<ReceiveOutcome> ReceiveAsync(UploadRecord record, long offset, UploadBody body, CancellationToken yield, CancellationToken ct)
    {
        var id = UploadId.Parse(record.Id);
        try
        {
            WriteEnd end;
            long reached;
            UploadRefusal? refusal = null;
            await using (var file = await staging.OpenAsync(id.Value, options.SyncEveryBytes, ct))
            {
                var standing = file.Length;
                if (offset != standing)
                    return new ReceiveOutcome.OffsetDiffers(standing);
                if (body.Length > record.Length - offset)
                    return new ReceiveOutcome.TooMuch(record.Length);
                var hash = await hashes.AtAsync(id, offset, ct);
                var writer = new UploadWriter(file, hash, record.Length, Told(record, offset))
                {
                    PauseAt = offset < UploadOptions.ScreenedBytes ? UploadOptions.ScreenedBytes : long.MaxValue,
                    IsRefused = async () => (refusal = await ScreenAsync(record, ct)) is not null,
                };
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(yield, ct);
                if (body.Checksum is { } expected)
                {
                    await file.HoldAsync();
                    using var chunk = IncrementalHash.CreateHash(expected.Algorithm);
                    end = await writer.WriteAsync(body.Reader, chunk, stop.Token);
                    if (refusal is not null)
                        return new ReceiveOutcome.Refused(refusal);
                    await file.SyncAsync();
                    var isEqual = end == WriteEnd.Whole && CryptographicOperations.FixedTimeEquals(chunk.GetCurrentHash(), expected.Expected.Span);
                    if (isEqual)
                    {
                        await file.ReleaseAsync();
                    }
                    else
                    {
                        await file.DropAsync();
                        hashes.Forget(id);
                    }
                    if (!isEqual && end == WriteEnd.Whole)
                        return new ReceiveOutcome.ChecksumDiffers(offset);
                    reached = file.Length;
                }
                else
                {
                    end = await writer.WriteAsync(body.Reader, null, stop.Token);
                    if (refusal is not null)
                        return new ReceiveOutcome.Refused(refusal);
                    await file.SyncAsync();
                    reached = file.Length;
                }
            }
            return await EndAsync(record, reached, end);
        }
        catch (Exception fault) when (UploadFault.Explain(fault) is { } message)
        {
            hashes.Forget(id);
            LogNoRoom(log, fault, id);
            return new ReceiveOutcome.NoRoom(await LengthAsync(id, offset, ct), message);
        }
    }

    /// <summary>Ends an upload of which all bytes are there; refused content is deleted.</summary>
    public async Task<ReceiveOutcome> FinishAsync(UploadRecord record, CancellationToken ct)
    {
        var id = UploadId.Parse(record.Id);
        if (UploadRecords.StateOf(record) == UploadState.Receiving && await ScreenAsync(record, ct) is { } refusal)
            return new ReceiveOutcome.Refused(refusal);
        try
        {
            return new ReceiveOutcome.Received(UploadRecords.Shown(await finish.StoreAsync(record, ct), record.Length));
        }
        catch (Exception fault) when (UploadFault.Explain(fault) is { } message)
        {
            LogNoRoom(log, fault, id);
            return new ReceiveOutcome.NoRoom(await LengthAsync(id, record.Length, ct), message);
        }
    }

    private async Task<ReceiveOutcome> EndAsync(UploadRecord record, long reached, WriteEnd end)
    {
        var id = UploadId.Parse(record.Id);
        // What is stored is stored, whether or not the sender still listens.
        var ct = CancellationToken.None;
        if (reached == record.Length)
            return await FinishAsync(record, ct);
        record = await ProlongAsync(record, ct);
        feed.Tell(new UploadEvent(id, record.UserId, reached, UploadState.Receiving));
        return end switch
        {
            WriteEnd.Whole => new ReceiveOutcome.Received(UploadRecords.Shown(record, reached)),
            WriteEnd.TooMuch => new ReceiveOutcome.TooMuch(record.Length),
            _ => new ReceiveOutcome.Interrupted(reached),
        };
    }

    /// <summary>Where the sender goes on; a storage that does not answer even that is asked again by the sender.</summary>
    private async Task<long> LengthAsync(UploadId id, long otherwise, CancellationToken ct)
    {
        try
        {
            return await staging.LengthAsync(id.Value, ct);
        }
        catch (Exception fault) when (UploadFault.Explain(fault) is not null)
        {
            return otherwise;
        }
    }

    private async Task<UploadRefusal?> ScreenAsync(UploadRecord record, CancellationToken ct)
    {
        if (screening is null)
            return null;
        var id = UploadId.Parse(record.Id);
        var head = new byte[Math.Min(record.Length, UploadOptions.ScreenedBytes)];
        await using (var file = await staging.OpenReadAsync(id.Value, ct))
            await file.ReadExactlyAsync(head, ct);
        var refusal = screening(record.FileName, head, record.Length);
        if (refusal is null)
            return null;
        await staging.DeleteAsync(id.Value, ct);
        hashes.Forget(id);
        await records.ChangeAsync(
            id,
            changed =>
            {
                (changed.State, changed.FinishedAt, changed.ExpiresAt) = (nameof(UploadState.Refused), time.GetUtcNow(), null);
                (changed.RefusalCode, changed.RefusalMessage, changed.RefusalDetail) = (refusal.Code, refusal.Message, refusal.Detail);
            },
            ct);
        feed.Tell(new UploadEvent(id, record.UserId, 0, UploadState.Refused));
        return refusal;
    }

    private async Task<UploadRecord> ProlongAsync(UploadRecord record, CancellationToken ct)
    {
        var expires = time.GetUtcNow() + options.KeepUnfinished;
        // Each request would be a write to the store; a tenth of the time is exact enough.
        if (expires - record.ExpiresAt < options.KeepUnfinished / 10)
            return record;
        return await records.ChangeAsync(UploadId.Parse(record.Id), changed => changed.ExpiresAt = expires, ct);
    }

    /// <summary>Tells watchers of progress at most four times a second, and of the first megabyte at once.</summary>
    private Action<long> Told(UploadRecord record, long from)
    {
        var id = UploadId.Parse(record.Id);
        var last = time.GetTimestamp();
        var hasMegabyte = from >= UploadFeed.PreviewBytes;
        return position =>
        {
            var reachesMegabyte = !hasMegabyte && position >= UploadFeed.PreviewBytes;
            if (!reachesMegabyte && time.GetElapsedTime(last) < TimeSpan.FromMilliseconds(250))
                return;
            hasMegabyte |= reachesMegabyte;
            last = time.GetTimestamp();
            feed.Tell(new UploadEvent(id, record.UserId, position, UploadState.Receiving));
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {Id} could not be written.")]
    private static partial void LogNoRoom(ILogger log, Exception fault, UploadId id);
}
