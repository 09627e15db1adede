using System.IO.Compression;
using System.Text;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Web.Tests.Ingest;

/// <summary>Files made of bytes in memory, and what Kali reads from them.</summary>
internal static class FileLab
{
    public static FileReading Reading(IngestOptions? options = null) => new(options ?? new IngestOptions());

    public static FileSource File(string name, byte[] bytes, bool isWhole = true) => new(name, () => new MemoryStream(bytes, writable: false), isWhole);

    public static FileSource File(string name, string text, bool isWhole = true) => File(name, Encoding.UTF8.GetBytes(text), isWhole);

    public static FileOutcome Look(FileSource file, ReadingChoices? choices = null, IngestOptions? options = null) =>
        Reading(options).Look(file, choices ?? ReadingChoices.None, CancellationToken.None);

    public static IReadOnlyList<Part> Parts(FileSource file, ReadingChoices? choices = null) =>
        Look(file, choices) switch
        {
            FileOutcome.Readable readable => readable.Parts,
            FileOutcome.Refused refused => throw refused.Refusal.ToException(),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    public static Refusal Refused(FileSource file, ReadingChoices? choices = null, IngestOptions? options = null) =>
        Look(file, choices, options) is FileOutcome.Refused refused ? refused.Refusal : throw new InvalidOperationException($"{file.Name} is read.");

    public static Grid Rows(FileSource file, Part? part = null, ReadingChoices? choices = null)
    {
        part ??= Parts(file, choices)[0];
        var rejected = new List<RejectedRow>();
        using var rows = Reading().OpenRows(file, part, choices ?? ReadingChoices.None, rejected.Add, CancellationToken.None);
        var batch = new TextBatch(rows.Columns.Count);
        var cells = new List<(long Row, string?[] Cells)>();
        while (rows.Read(batch))
        {
            for (var row = 0; row < batch.RowCount; row++)
                cells.Add((batch.RowNumber(row), [.. Enumerable.Range(0, batch.ColumnCount).Select(i => batch.IsNull(row, i) ? null : Encoding.UTF8.GetString(batch.Cell(row, i)))]));
        }
        return new Grid([.. rows.Labels], cells, rejected, rows.RowsRead);
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return stream.ToArray();
    }
}

internal sealed record Grid(string[] Labels, List<(long Row, string?[] Cells)> Rows, List<RejectedRow> Rejected, long RowsRead)
{
    public string Shown => string.Join('\n', Rows.Select(row => $"{row.Row}: {string.Join('|', row.Cells.Select(cell => cell ?? "∅"))}"));
}
