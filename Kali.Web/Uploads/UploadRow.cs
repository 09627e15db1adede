using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Uploads;

namespace Kali.Web.Uploads;

/// <summary>One line of the list: a file as the tab knows it, as the server knows it, or both.</summary>
public sealed record UploadRow(string Key, string Name, long Size, BrowserUpload? Browser, Upload? Upload, ImmutableArray<Intake> Intakes)
{
    public UploadId? Id => Upload?.Id ?? (UploadId.TryParse(Browser?.UploadId, out var id) ? id : null);

    public bool IsWhole => Upload?.State == UploadState.Complete;

    public bool IsUnderWay => !IsWhole && (Browser?.IsUnderWay ?? Upload?.State == UploadState.Receiving);

    public bool IsRefused => Browser?.State == "refused" || Upload?.State == UploadState.Refused;

    /// <summary>The larger of what both sides know: a report of the browser may be older than the disk, and the other way round.</summary>
    public long Sent => IsWhole ? Size : Math.Max(Browser?.Sent ?? 0, Upload?.Received ?? 0);

    public double Share => Size == 0 ? 1 : Math.Min(1, (double)Sent / Size);

    public bool HasPreview => IsWhole || Upload is { State: UploadState.Receiving } && Sent >= UploadFeed.PreviewBytes;

    public int OpenQuestions => Intakes.Where(intake => intake.State == IntakeState.Asking).Sum(intake => intake.Open.Length);

    public bool Waits => Intakes.Any(intake => intake.State is IntakeState.Asking or IntakeState.NeedsPassword);

    /// <summary>The tab's files in their order, then uploads of other tabs and earlier days that still matter, newest first.</summary>
    public static ImmutableArray<UploadRow> Merge(
        IEnumerable<BrowserUpload> browser, IEnumerable<Upload> uploads, ILookup<UploadId, Intake> intakes)
    {
        var byId = uploads.ToDictionary(upload => upload.Id.Value);
        var rows = ImmutableArray.CreateBuilder<UploadRow>();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in browser.Where(item => item.State != "cancelled"))
        {
            var upload = item.UploadId is { } id ? byId.GetValueOrDefault(id) : RefusedOf(item);
            if (upload is not null && !shown.Add(upload.Id.Value))
                continue;
            rows.Add(new UploadRow($"tab-{item.Key}", item.Name, item.Size, item, upload, upload is null ? [] : [.. intakes[upload.Id]]));
        }
        foreach (var upload in byId.Values.OrderByDescending(upload => upload.CreatedAt))
        {
            if (upload.State is UploadState.Cancelled or UploadState.Expired || !shown.Add(upload.Id.Value))
                continue;
            rows.Add(new UploadRow(upload.Id.Value, upload.FileName, upload.Length, null, upload, [.. intakes[upload.Id]]));
        }
        return rows.ToImmutable();

        // A file that was refused at its first byte never got an address; the server knows it by its name.
        Upload? RefusedOf(BrowserUpload item) => item.State != "refused" ? null
            : byId.Values.FirstOrDefault(upload => upload.State == UploadState.Refused && upload.FileName == item.Name && upload.Length == item.Size && !shown.Contains(upload.Id.Value));
    }
}
