namespace Kali.Data.Lake;

/// <summary>
/// Files as they were received lie under <c>raw/uploads/</c> until they are loaded, then at the same place under <c>raw/processed/</c>.
/// Whoever needs one asks here where it is now.
/// </summary>
public sealed class ReceivedFiles(ILakeFiles lake)
{
    private const string Uploads = "raw/uploads/";
    private const string Processed = "raw/processed/";

    /// <summary>Where the file lies now, or <see cref="NotFoundException"/>.</summary>
    public async Task<LakePath> FindAsync(LakePath receivedAs, CancellationToken ct)
    {
        if (await lake.ExistsAsync(receivedAs, ct))
            return receivedAs;
        if (AfterLoading(receivedAs) is { } processed && await lake.ExistsAsync(processed, ct))
            return processed;
        throw new NotFoundException($"{receivedAs.Name} is not in the lake any more. Its tables are as they were. Send the file again.");
    }

    /// <summary>Puts a loaded file where loaded files lie; can be repeated. A file that another one's place is taken for stays where it is.</summary>
    public async Task SetAsideAsync(LakePath receivedAs, CancellationToken ct)
    {
        if (AfterLoading(receivedAs) is not { } processed || !await lake.ExistsAsync(receivedAs, ct) || await lake.ExistsAsync(processed, ct))
            return;
        await lake.MoveAsync(receivedAs, processed, ct);
    }

    /// <summary>The place a received file has once it is loaded; null when it was received elsewhere.</summary>
    public static LakePath? AfterLoading(LakePath receivedAs) =>
        receivedAs.Value.StartsWith(Uploads, StringComparison.Ordinal) ? new LakePath(Processed + receivedAs.Value[Uploads.Length..]) : null;
}
