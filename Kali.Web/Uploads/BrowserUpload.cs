namespace Kali.Web.Uploads;

/// <summary>A file in this tab's queue, as the browser reports it.</summary>
public sealed record BrowserUpload
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The path inside a dropped folder.</summary>
    public string? Path { get; init; }

    public long Size { get; init; }

    /// <summary>Bytes the server has, as far as the browser knows.</summary>
    public long Sent { get; init; }

    /// <summary>Where it went on, when an earlier attempt had sent something.</summary>
    public long From { get; init; }

    /// <summary><c>waiting</c>, <c>sending</c>, <c>paused</c>, <c>sent</c>, <c>refused</c>, <c>failed</c>, <c>elsewhere</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Bytes a second over the last seconds; null before that can be told.</summary>
    public double? Speed { get; init; }

    public string? UploadId { get; init; }

    /// <summary>Why it was refused or failed.</summary>
    public string? Code { get; init; }

    /// <summary>The server's sentence for it.</summary>
    public string? Message { get; init; }

    public string? Detail { get; init; }

    /// <summary>Whether every chunk's fingerprint was compared: then the file that arrived equals the one that was sent.</summary>
    public bool IsChecked { get; init; }

    public bool IsUnderWay => State is "waiting" or "sending" or "paused";

    public TimeSpan? TimeLeft => State == "sending" && Speed is > 0 ? TimeSpan.FromSeconds((Size - Sent) / Speed.Value) : null;
}
