using System.Collections.Immutable;
using System.IO.Pipelines;
using Kali.Data.Lake;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Uploads;

/// <summary>
/// Files on their way into the lake, resumable at the byte. Only who began an upload sees it and goes on with it;
/// stewards see all of them. What a request leaves behind is true after any crash: the offset is the length of the file on disk.
/// </summary>
public sealed class UploadSessions
{
    private readonly ILakeFiles _lake;
    private readonly UploadRecords _records;
    private readonly IStagedFiles _staging;
    private readonly UploadLocks _locks;
    private readonly RunningHashes _hashes;
    private readonly UploadReceiver _receiver;
    private readonly UploadFeed _feed;
    private readonly UploadOptions _options;
    private readonly TimeProvider _time;

    internal UploadSessions(
        ILakeFiles lake,
        UploadRecords records,
        IStagedFiles staging,
        UploadLocks locks,
        RunningHashes hashes,
        UploadReceiver receiver,
        UploadFeed feed,
        UploadOptions options,
        TimeProvider time) =>
        (_lake, _records, _staging, _locks, _hashes, _receiver, _feed, _options, _time) =
        (lake, records, staging, locks, hashes, receiver, feed, options, time);

    /// <summary>The largest file taken, in bytes.</summary>
    public long MaxBytes => _options.MaxBytes;

    /// <summary>Begins an upload. An empty file is complete at once.</summary>
    public Task<CreateOutcome> CreateAsync(NewUpload wanted, Actor actor, CancellationToken ct) => CreateAsync(wanted, isTaken: false, actor, ct);

    private async Task<CreateOutcome> CreateAsync(NewUpload wanted, bool isTaken, Actor actor, CancellationToken ct)
    {
        DemandSender(actor);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted.Length);
        if (wanted.Length > _options.MaxBytes)
            return new CreateOutcome.TooLarge(_options.MaxBytes, UploadTexts.TooLarge(wanted, _options.MaxBytes));
        if (_lake.FreeBytes() is { } free && free - _options.KeepFreeBytes < wanted.Length)
            return new CreateOutcome.NoRoom(UploadTexts.NoRoom(wanted, Math.Max(0, free - _options.KeepFreeBytes)));
        var id = UploadId.New();
        var now = _time.GetUtcNow();
        var record = new UploadRecord
        {
            Id = id.Value,
            UserId = actor.UserId,
            UserName = actor.DisplayName,
            Roles = string.Join(',', actor.Roles.Order()),
            IsTaken = isTaken,
            FileName = wanted.FileName,
            Length = wanted.Length,
            Metadata = wanted.Metadata.Header,
            State = nameof(UploadState.Receiving),
            CreatedAt = now,
            ExpiresAt = now + _options.KeepUnfinished,
        };
        try
        {
            await _staging.CreateAsync(id.Value, ct);
        }
        catch (Exception fault) when (UploadFault.Explain(fault) is { } message)
        {
            return new CreateOutcome.NoRoom(message);
        }
        await _records.AddAsync(record, ct);
        _feed.Tell(new UploadEvent(id, actor.UserId, 0, UploadState.Receiving));
        return new CreateOutcome.Created(UploadRecords.Shown(record, 0));
    }

    /// <summary>
    /// Where an upload stands. A request that is writing it is asked to stop first, so that the offset does not move any more
    /// and the sender may go on from it.
    /// </summary>
    public async Task<UploadLookup> LookUpAsync(UploadId id, Actor actor, CancellationToken ct)
    {
        var record = await OwnAsync(id, actor, ct);
        if (record is null)
            return new UploadLookup.Unknown();
        if (IsGone(record))
            return new UploadLookup.Gone(UploadRecords.Shown(record, 0));
        if (UploadRecords.StateOf(record) == UploadState.Complete)
            return new UploadLookup.Found(UploadRecords.Shown(record, record.Length));
        await using var lease = await _locks.AcquireAsync(id, ct);
        if (lease is null)
            return new UploadLookup.Busy();
        record = await _records.FindAsync(id, ct);
        if (record is null)
            return new UploadLookup.Unknown();
        if (IsGone(record))
            return new UploadLookup.Gone(UploadRecords.Shown(record, 0));
        var standing = await _staging.LengthAsync(id.Value, ct);
        if (UploadRecords.StateOf(record) == UploadState.Storing || standing == record.Length)
        {
            // A crash came between the last byte and the move into place.
            return await _receiver.FinishAsync(record, ct) switch
            {
                ReceiveOutcome.Received received => new UploadLookup.Found(received.Upload),
                ReceiveOutcome.Refused => new UploadLookup.Gone(UploadRecords.Shown(record, 0)),
                _ => new UploadLookup.Busy(),
            };
        }
        return new UploadLookup.Found(UploadRecords.Shown(record, standing));
    }

    /// <summary>Takes bytes that begin at <paramref name="offset"/>.</summary>
    public async Task<ReceiveOutcome> ReceiveAsync(UploadId id, long offset, UploadBody body, Actor actor, CancellationToken ct)
    {
        if (await OwnAsync(id, actor, ct) is null)
            return new ReceiveOutcome.Unknown();
        await using var lease = await _locks.AcquireAsync(id, ct);
        if (lease is null)
            return new ReceiveOutcome.Busy();
        var record = await _records.FindAsync(id, ct);
        if (record is null)
            return new ReceiveOutcome.Unknown();
        if (IsGone(record))
            return new ReceiveOutcome.Gone();
        if (UploadRecords.StateOf(record) == UploadState.Complete)
        {
            return offset != record.Length ? new ReceiveOutcome.OffsetDiffers(record.Length)
                : body.Length > 0 ? new ReceiveOutcome.TooMuch(record.Length)
                : new ReceiveOutcome.Received(UploadRecords.Shown(record, record.Length));
        }
        return UploadRecords.StateOf(record) == UploadState.Storing
            ? await _receiver.FinishAsync(record, ct)
            : await _receiver.ReceiveAsync(record, offset, body, lease.Yield, ct);
    }

    /// <summary>
    /// Ends an upload and frees what it holds. A file that a run has taken stays in the lake; only its upload is no more.
    /// False when there is no such upload.
    /// </summary>
    public async Task<bool> EndAsync(UploadId id, Actor actor, CancellationToken ct)
    {
        if (await OwnAsync(id, actor, ct) is not { } record || IsGone(record))
            return false;
        await using var lease = await _locks.AcquireAsync(id, ct)
            ?? throw new KaliException($"{record.FileName} is being written by another process. Nothing was changed. Try again in a moment.");
        record = await _records.ChangeAsync(id, changed => (changed.State, changed.ExpiresAt) = (nameof(UploadState.Cancelled), null), ct);
        await _staging.DeleteAsync(id.Value, ct);
        _hashes.Forget(id);
        if (record is { Place: { } place, IsTaken: false })
            await _lake.DeleteAsync(new LakePath(place), ct);
        _feed.Tell(new UploadEvent(id, record.UserId, 0, UploadState.Cancelled));
        return true;
    }

    /// <summary>The upload as it stands this moment, without disturbing who writes it; null when there is none for this actor.</summary>
    public async Task<Upload?> FindAsync(UploadId id, Actor actor, CancellationToken ct) =>
        await _records.FindAsync(id, ct) is { } record && MaySee(record, actor) ? await ShownAsync(record, ct) : null;

    /// <summary>The actor's uploads since a moment, newest first.</summary>
    public async Task<ImmutableArray<Upload>> ListAsync(DateTimeOffset since, Actor actor, CancellationToken ct)
    {
        var records = await _records.ListAsync(
            all => all.Where(upload => upload.UserId == actor.UserId && upload.CreatedAt >= since).OrderByDescending(upload => upload.CreatedAt).Take(500), ct);
        return await ShownAsync(records, ct);
    }

    /// <summary>The actor's earlier upload of the very same bytes, the latest first; null when there is none.</summary>
    public async Task<Upload?> EarlierEqualAsync(Upload upload, Actor actor, CancellationToken ct)
    {
        if (upload.Sha256 is null)
            return null;
        var equal = await _records.ListAsync(
            all => all
                .Where(other => other.Sha256 == upload.Sha256 && other.Id != upload.Id.Value && other.State == nameof(UploadState.Complete))
                .Where(other => other.CreatedAt <= upload.CreatedAt && (actor.IsSteward || other.UserId == actor.UserId))
                .OrderByDescending(other => other.CreatedAt)
                .Take(1),
            ct);
        return equal.IsEmpty ? null : await ShownAsync(equal[0], ct);
    }

    /// <summary>Opens the bytes that are there, be the file whole or not.</summary>
    public async Task<Stream> OpenAsync(UploadId id, Actor actor, CancellationToken ct)
    {
        var record = await _records.FindAsync(id, ct);
        if (record is null || !MaySee(record, actor) || IsGone(record))
            throw new NotFoundException("This upload is not there any more.");
        return record.Place is { } place && UploadRecords.StateOf(record) == UploadState.Complete
            ? await _lake.OpenReadAsync(await new ReceivedFiles(_lake).FindAsync(new LakePath(place), ct), ct)
            : await _staging.OpenReadAsync(id.Value, ct);
    }

    /// <summary>Where the bytes that are there lie on this machine, be the file whole or not; null when the lake is elsewhere.</summary>
    public string? LocalPath(Upload upload)
    {
        var place = upload.Place ?? _staging.PlaceOf(upload.Id.Value);
        var path = _lake.LocalPath(place);
        return path is null || File.Exists(path) || ReceivedFiles.AfterLoading(place) is not { } loaded ? path : _lake.LocalPath(loaded);
    }

    /// <summary>Opens, as often as called, the bytes of a whole file or the beginning of one on its way, wherever the lake is.</summary>
    public async Task<Func<Stream>> OpenerAsync(Upload upload, CancellationToken ct)
    {
        if (upload is { Place: { } place, State: UploadState.Complete })
        {
            var now = await new ReceivedFiles(_lake).FindAsync(place, ct);
            return () => _lake.OpenRead(now);
        }
        var head = new byte[Math.Min(upload.Length, UploadFeed.PreviewBytes)];
        await using var beginning = await _staging.OpenReadAsync(upload.Id.Value, ct);
        var read = await beginning.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        return () => new MemoryStream(head, 0, read, writable: false);
    }

    /// <summary>Takes back a whole file whose content turned out to be none that can be taken: nothing of it is kept.</summary>
    public async Task RefuseAsync(UploadId id, UploadRefusal refusal, CancellationToken ct)
    {
        var place = (await _records.FindAsync(id, ct))?.Place;
        var record = await _records.ChangeAsync(
            id,
            changed =>
            {
                (changed.State, changed.Place, changed.FinishedAt) = (nameof(UploadState.Refused), null, _time.GetUtcNow());
                (changed.RefusalCode, changed.RefusalMessage, changed.RefusalDetail) = (refusal.Code, refusal.Message, refusal.Detail);
            },
            ct);
        if (place is not null)
            await _lake.DeleteAsync(new LakePath(place), ct);
        _feed.Tell(new UploadEvent(id, record.UserId, 0, UploadState.Refused));
    }

    /// <summary>Whole uploads that nobody has taken further yet, oldest first: what a restart has to look at.</summary>
    internal async Task<ImmutableArray<Upload>> WholeSinceAsync(DateTimeOffset since, CancellationToken ct) =>
        await ShownAsync(
            await _records.ListAsync(
                all => all.Where(upload => upload.State == nameof(UploadState.Complete) && !upload.IsTaken && upload.FinishedAt >= since).OrderBy(upload => upload.FinishedAt), ct),
            ct);

    /// <summary>From now on the file belongs to the lake: ending the upload no longer deletes it.</summary>
    public Task TakeAsync(UploadId id, CancellationToken ct) => _records.ChangeAsync(id, record => record.IsTaken = true, ct);

    /// <summary>
    /// Brings a whole stream into the lake as an upload, for files that do not come over HTTP. It counts as taken: nothing is done with it by itself.
    /// </summary>
    public async Task<Upload> BringAsync(string fileName, Stream content, Actor actor, CancellationToken ct)
    {
        var metadata = UploadMetadata.From(("filename", fileName));
        var created = await CreateAsync(new NewUpload(fileName, content.Length, metadata), isTaken: true, actor, ct) switch
        {
            CreateOutcome.Created now => now.Upload,
            CreateOutcome.TooLarge tooLarge => throw new RefusedException(tooLarge.Message),
            CreateOutcome.NoRoom noRoom => throw new KaliException(noRoom.Message),
            _ => throw new InvalidOperationException("An unknown outcome."),
        };
        var reader = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 1024 * 1024, minimumReadSize: 512 * 1024, leaveOpen: true));
        var outcome = await ReceiveAsync(created.Id, 0, new UploadBody(reader, content.Length), actor, ct);
        await reader.CompleteAsync();
        if (outcome is ReceiveOutcome.Received { Upload: { State: UploadState.Complete } whole })
            return whole;
        ct.ThrowIfCancellationRequested();
        throw outcome switch
        {
            ReceiveOutcome.Refused refused => new RefusedException(refused.Refusal.Message),
            ReceiveOutcome.NoRoom noRoom => new KaliException(noRoom.Message),
            _ => new KaliException($"{fileName} could not be read to its end. Nothing of it was loaded. Check the file and bring it again."),
        };
    }

    private async Task<UploadRecord?> OwnAsync(UploadId id, Actor actor, CancellationToken ct) =>
        await _records.FindAsync(id, ct) is { } record && record.UserId == actor.UserId ? record : null;

    private static bool MaySee(UploadRecord record, Actor actor) => record.UserId == actor.UserId || actor.IsSteward;

    private static void DemandSender(Actor actor)
    {
        if (actor.Roles.IsEmpty)
            throw new NotAllowedException("Sending files needs one of Kali's roles. An admin can give one.");
    }

    private bool IsGone(UploadRecord record) => UploadRecords.StateOf(record) switch
    {
        UploadState.Cancelled or UploadState.Refused or UploadState.Expired => true,
        UploadState.Receiving => record.ExpiresAt < _time.GetUtcNow(),
        _ => false,
    };

    private async Task<ImmutableArray<Upload>> ShownAsync(ImmutableArray<UploadRecord> records, CancellationToken ct)
    {
        var shown = ImmutableArray.CreateBuilder<Upload>(records.Length);
        foreach (var record in records)
            shown.Add(await ShownAsync(record, ct));
        return shown.MoveToImmutable();
    }

    private async Task<Upload> ShownAsync(UploadRecord record, CancellationToken ct) => UploadRecords.Shown(record, UploadRecords.StateOf(record) switch
    {
        UploadState.Receiving => await _staging.LengthAsync(record.Id, ct),
        UploadState.Storing or UploadState.Complete => record.Length,
        _ => 0,
    });
}
