using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;
using Microsoft.Extensions.Logging;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>A Delta table in a folder: its snapshots, its history, and commits to it.</summary>
internal sealed class DeltaTable(string folder, ParquetFiles parquet, TimeProvider time, ILogger log)
{
    private volatile Remembered? _newest;

    public string Folder => folder;

    public string LogFolder { get; } = Path.Combine(folder, LogNames.Folder);

    /// <summary>Whether there is a log in the folder; whether it can be read is another matter.</summary>
    public bool Exists => LogListing.Of(LogFolder).Latest >= 0;

    internal ParquetFiles Parquet => parquet;

    internal TimeProvider Time => time;

    internal ILogger Log => log;

    /// <summary>The newest version, or null when there is no table in the folder.</summary>
    public async Task<Snapshot?> FindAsync(CancellationToken ct)
    {
        if (_newest is { } known && known.IsStillThere(LogFolder))
            return await CatchUpAsync(known, ct).ConfigureAwait(false);
        _newest = null;
        var listing = LogListing.Of(LogFolder);
        if (listing.Latest < 0)
            return null;
        var snapshot = await new SnapshotLoading(this, listing).LoadAsync(listing.Latest, ct).ConfigureAwait(false);
        // A writer may have gone on between the listing and now.
        return Remember(snapshot) is { } remembered ? await CatchUpAsync(remembered, ct).ConfigureAwait(false) : snapshot;
    }

    /// <summary>The table at a version; the newest for null.</summary>
    /// <exception cref="NotFoundException">There is no table, or not that version.</exception>
    public async Task<Snapshot> AtAsync(long? version, CancellationToken ct)
    {
        if (version is null)
            return await FindAsync(ct).ConfigureAwait(false) ?? throw NoTable();
        if (_newest is { } known && known.Snapshot.Version == version && known.IsStillThere(LogFolder))
            return known.Snapshot;
        var listing = LogListing.Of(LogFolder);
        if (listing.Latest < 0)
            throw NoTable();
        if (version < 0 || version > listing.Latest)
            throw new NotFoundException(string.Create(CultureInfo.InvariantCulture, $"The table in “{folder}” has no version {version}; its newest is {listing.Latest}."));
        return await new SnapshotLoading(this, listing).LoadAsync(version.Value, ct).ConfigureAwait(false);
    }

    /// <summary>The table as it was at a time: the newest version committed by then.</summary>
    public async Task<Snapshot> AtTimeAsync(DateTimeOffset moment, CancellationToken ct)
    {
        var history = await HistoryAsync(ct).ConfigureAwait(false);
        var found = history.FirstOrDefault(entry => entry.At <= moment)
            ?? throw new NotFoundException(string.Create(CultureInfo.InvariantCulture,
                $"The table in “{folder}” has no version as old as {moment:u}; its oldest known version is of {history[^1].At:u}."));
        return await AtAsync(found.Version, ct).ConfigureAwait(false);
    }

    /// <summary>Newest first; only versions whose commits are still in the log.</summary>
    public async Task<ImmutableArray<TableHistoryEntry>> HistoryAsync(CancellationToken ct)
    {
        var listing = LogListing.Of(LogFolder);
        return listing.Latest < 0 ? throw NoTable() : await TableHistory.ReadAsync(LogFolder, listing, ct).ConfigureAwait(false);
    }

    /// <summary>Commits a change that was computed from <paramref name="basis"/> (null: the table did not exist).</summary>
    public Task<DeltaOutcome> CommitAsync(Snapshot? basis, DeltaCommit commit, CancellationToken ct) =>
        new DeltaTransaction(this, basis, commit).CommitAsync(ct);

    public NotFoundException NoTable() => new($"There is no Delta table in “{folder}”.");

    /// <summary>Goes on from a snapshot by the commits that follow it.</summary>
    internal async Task<Snapshot> CatchUpAsync(Snapshot snapshot, CancellationToken ct)
    {
        LogReplay? replay = null;
        var version = snapshot.Version;
        while (File.Exists(CommitPath(version + 1)))
        {
            replay ??= LogReplay.From(snapshot);
            replay.Apply(await CommitFile.ReadAsync(CommitPath(++version), ct).ConfigureAwait(false));
        }
        return replay is null ? snapshot : new Snapshot(folder, version, replay);
    }

    internal string CommitPath(long version) => Path.Combine(LogFolder, LogNames.Commit(version));

    /// <summary>Keeps a snapshot for the next reader, unless a newer one is kept already.</summary>
    internal Remembered? Remember(Snapshot snapshot)
    {
        var remembered = Remembered.Of(snapshot, LogFolder);
        if (remembered is not null && (_newest is not { } kept || kept.Snapshot.Version <= snapshot.Version))
            _newest = remembered;
        return remembered;
    }

    private async Task<Snapshot> CatchUpAsync(Remembered known, CancellationToken ct)
    {
        var snapshot = await CatchUpAsync(known.Snapshot, ct).ConfigureAwait(false);
        if (snapshot != known.Snapshot)
            Remember(snapshot);
        return snapshot;
    }

    /// <summary>A snapshot with the mark of its commit, by which a table that was replaced by another one in the same folder is noticed.</summary>
    internal sealed record Remembered(Snapshot Snapshot, long Bytes, DateTime WrittenAt)
    {
        public static Remembered? Of(Snapshot snapshot, string logFolder)
        {
            var commit = new FileInfo(Path.Combine(logFolder, LogNames.Commit(snapshot.Version)));
            return commit.Exists ? new(snapshot, commit.Length, commit.LastWriteTimeUtc) : null;
        }

        public bool IsStillThere(string logFolder) => Of(Snapshot, logFolder) is { } now && now.Bytes == Bytes && now.WrittenAt == WrittenAt;
    }
}
