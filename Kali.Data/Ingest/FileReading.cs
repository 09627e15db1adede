using Kali.Data.Engines;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Ingest;

/// <summary>
/// What a file is, what it holds, and its rows: the one door to reading files. It reads synchronously and stores nothing;
/// whoever asks decides on which thread.
/// </summary>
public sealed class FileReading(IngestOptions options)
{
    /// <summary>
    /// Looks into a file: its parts with the facts they are read by, or the reason why it is not read. A whole archive or workbook is unpacked once
    /// into nothing, so that one which grows too far is told before anything is stored.
    /// </summary>
    public FileOutcome Look(FileSource source, ReadingChoices choices, CancellationToken ct) => new FileLook(source, options, choices).Look(ct);

    /// <summary>
    /// The rows of a part, read by the facts it carries. Records that cannot become rows go to <paramref name="onRejected"/> on the thread that reads.
    /// Of the choices only the password is used: the others are in the part.
    /// </summary>
    public IFileRows OpenRows(FileSource source, Part part, ReadingChoices choices, Action<RejectedRow> onRejected, CancellationToken ct) =>
        new PartOpening(source, options).Open(part, choices.Password, onRejected, null, ct);

    /// <summary>The same, with each line that is no data (preamble, header, units, totals, notes, lines of other tables) told too.</summary>
    public IFileRows OpenRows(FileSource source, Part part, ReadingChoices choices, Action<RejectedRow> onRejected, Action<SkippedLine> onSkipped, CancellationToken ct) =>
        new PartOpening(source, options).Open(part, choices.Password, onRejected, onSkipped, ct);

    /// <summary>The first rows of a part with what its columns seem to be; what the pipeline would read.</summary>
    public FilePreview Preview(FileSource source, Part part, ReadingChoices choices, TypingHints hints, CancellationToken ct) =>
        Sample(source, part, choices, hints, ct).Preview;

    /// <summary>The preview with the values it rests on.</summary>
    internal FileSample Sample(FileSource source, Part part, ReadingChoices choices, TypingHints hints, CancellationToken ct) =>
        new Previewing(source, options).Preview(part, choices.Password, hints, ct);

    /// <summary>The SHA-256 of the bytes, in lower case: the same file twice has the same.</summary>
    public static string Fingerprint(FileSource source, CancellationToken ct)
    {
        using var stream = source.Open();
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            ct.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
