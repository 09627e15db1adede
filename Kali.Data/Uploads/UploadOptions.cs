namespace Kali.Data.Uploads;

/// <summary>Section <c>Kali:Uploads</c>: how large files may be and how long unfinished ones are kept.</summary>
public sealed class UploadOptions : ICheckedOptions
{
    public const string Section = "Kali:Uploads";

    /// <summary>How much of a file is looked at before the rest is awaited.</summary>
    public const int ScreenedBytes = 64 * 1024;

    /// <summary>The largest file taken, in bytes. Told to the browser before anything is sent.</summary>
    public long MaxBytes { get; set; } = 10_000_000_000;

    /// <summary>How long an unfinished upload can be resumed after its last byte came.</summary>
    public TimeSpan KeepUnfinished { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Bytes of disk that stay free for everything else: tables are written beside the file.</summary>
    public long KeepFreeBytes { get; set; } = 512 * 1024 * 1024;

    /// <summary>How many bytes may stand in the system's cache before they are forced to disk.</summary>
    public long SyncEveryBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How often expired uploads are looked for.</summary>
    public TimeSpan CleanEvery { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<string> Problems()
    {
        if (MaxBytes < 1)
            yield return $"Kali:Uploads:MaxBytes is {MaxBytes}; the largest file has at least 1 byte.";
        if (KeepUnfinished < TimeSpan.FromMinutes(1))
            yield return $"Kali:Uploads:KeepUnfinished is {KeepUnfinished}; unfinished uploads are kept for at least a minute.";
        if (KeepFreeBytes < 0)
            yield return $"Kali:Uploads:KeepFreeBytes is {KeepFreeBytes}; it is 0 or more.";
        if (SyncEveryBytes < 1024 * 1024)
            yield return $"Kali:Uploads:SyncEveryBytes is {SyncEveryBytes}; it is at least 1048576.";
        if (CleanEvery < TimeSpan.FromSeconds(10))
            yield return $"Kali:Uploads:CleanEvery is {CleanEvery}; it is at least 10 seconds.";
    }
}
