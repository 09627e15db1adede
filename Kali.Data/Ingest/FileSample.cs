namespace Kali.Data.Ingest;

/// <summary>A preview with the values it rests on.</summary>
/// <param name="Preview">What is shown.</param>
/// <param name="Values">The sampled texts of each column; null where a row has none.</param>
/// <param name="IsAll">Whether these are all rows of the part.</param>
public sealed record FileSample(FilePreview Preview, IReadOnlyList<IReadOnlyList<string?>> Values, bool IsAll);
