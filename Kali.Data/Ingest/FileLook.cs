using System.Collections.Immutable;
using Kali.Data.Ingest.Archives;
using Kali.Data.Ingest.Csv;
using Kali.Data.Ingest.Sniffing;

namespace Kali.Data.Ingest;

/// <summary>One look into one file.</summary>
internal sealed class FileLook(FileSource source, IngestOptions options, ReadingChoices choices)
{
    private readonly Container _container = new(source, options);

    public FileOutcome Look(CancellationToken ct)
    {
        if (choices.Encoding is { } name && TextEncodings.OrNone(name) is null)
            return new FileOutcome.Refused(new Refusal(RefusalReason.UnknownEncoding, source.Name, Detail: name));
        try
        {
            using var stream = source.Open();
            if (stream.Length == 0)
                return source.IsWhole ? Refused(RefusalReason.Empty) : new FileOutcome.NotYet();
            var content = _container.Sniff(stream);
            return content.Kind switch
            {
                ContentKind.Zip or ContentKind.Gzip or ContentKind.Xls or ContentKind.Parquet when !source.IsWhole => new FileOutcome.NotYet(),
                ContentKind.Zip => Archive(stream, ct),
                ContentKind.Gzip => Single(null, Path.GetFileNameWithoutExtension(source.Name), ExpansionCheck.OfGzip(() => _container.Open(null), ct), ct),
                _ => PartsOf(null, source.Name, source.Name, content, stream, ct),
            };
        }
        catch (UnreadableException refused)
        {
            return new FileOutcome.Refused(refused.Refusal);
        }
        catch (PasswordNeededException needed)
        {
            return new FileOutcome.PasswordNeeded(needed.File, needed.WasWrong);
        }
    }

    private FileOutcome Archive(Stream stream, CancellationToken ct)
    {
        if (ExpansionCheck.OfZip(stream, source.Name, options.MostExpandedBytes, options, ct) is { } bomb)
            return new FileOutcome.Refused(bomb with { NamedAs = Named(ContentKind.Zip) });
        using var zip = ZipContents.Open(stream);
        var files = Container.Files(zip);
        if (files.Count == 0)
            return Refused(RefusalReason.EmptyArchive);
        if (files.Count > options.MostEntries)
            return new FileOutcome.Refused(new Refusal(RefusalReason.TooManyEntries, source.Name, Figure: files.Count, Limit: options.MostEntries));
        if (choices.Entry is { } chosen && files.All(file => file.FullName != chosen))
            return new FileOutcome.Refused(new Refusal(RefusalReason.UnknownEntry, source.Name, Detail: chosen));
        var parts = ImmutableArray.CreateBuilder<Part>();
        var leftOut = ImmutableArray.CreateBuilder<Refusal>();
        foreach (var file in files.Where(file => choices.Entry is null || file.FullName == choices.Entry))
        {
            ct.ThrowIfCancellationRequested();
            var refusal = file.IsEncrypted ? new Refusal(RefusalReason.EncryptedZip, _container.Label(file.FullName)) : null;
            switch (Entry(file.FullName, refusal, ct))
            {
                case FileOutcome.Readable readable:
                    parts.AddRange(readable.Parts);
                    leftOut.AddRange(readable.LeftOut);
                    break;
                case FileOutcome.Refused refused:
                    leftOut.Add(refused.Refusal);
                    break;
                case FileOutcome.PasswordNeeded needed:
                    // One password is asked for at a time: for the entry that was chosen.
                    if (choices.Entry is not null || files.Count == 1)
                        return needed;
                    leftOut.Add(new Refusal(RefusalReason.ProtectedEntry, needed.File));
                    break;
            }
        }
        if (parts.Count > 0)
            return new FileOutcome.Readable(parts.ToImmutable(), leftOut.ToImmutable());
        return leftOut.Count == 1 ? new FileOutcome.Refused(leftOut[0]) : Refused(RefusalReason.ArchiveWithoutTables);
    }

    private FileOutcome Entry(string entry, Refusal? refusal, CancellationToken ct)
    {
        try
        {
            return Single(entry, entry, refusal, ct);
        }
        catch (UnreadableException refused)
        {
            return new FileOutcome.Refused(refused.Refusal);
        }
        catch (PasswordNeededException needed)
        {
            return new FileOutcome.PasswordNeeded(needed.File, needed.WasWrong);
        }
    }

    /// <summary>What one packed file holds. Kinds that need the end of it are unpacked first.</summary>
    private FileOutcome Single(string? entry, string innerName, Refusal? refusal, CancellationToken ct)
    {
        if (refusal is not null)
            return new FileOutcome.Refused(refusal);
        var label = entry is null ? source.Name : _container.Label(entry);
        using var part = _container.Open(entry);
        var head = ContentSniff.ReadHead(part.Content, ContentSniff.HeadLength);
        var content = ContentSniff.FromHead(head, head.Length < ContentSniff.HeadLength);
        if (content.Kind is not (ContentKind.Zip or ContentKind.Xls))
            return PartsOf(entry, innerName, label, content, null, ct);
        using var whole = _container.OpenSeekable(entry);
        content = ContentSniff.Look(whole.Content);
        return content.Kind is ContentKind.Zip or ContentKind.EncryptedZip or ContentKind.Gzip
            ? new FileOutcome.Refused(new Refusal(RefusalReason.NestedArchive, label))
            : PartsOf(entry, innerName, label, content, whole.Content, ct);
    }

    private FileOutcome PartsOf(string? entry, string name, string label, Content content, Stream? seekable, CancellationToken ct)
    {
        var named = NamedKind.Disagreeing(name, content.Kind);
        if (content.Kind is ContentKind.Xlsx or ContentKind.Xlsb && seekable is not null
            && ExpansionCheck.OfZip(seekable, label, options.MostWorkbookBytes, options, ct) is { } bomb)
        {
            return new FileOutcome.Refused(bomb.Reason == RefusalReason.CorruptArchive ? new Refusal(RefusalReason.CorruptWorkbook, label, named) : bomb with { NamedAs = named });
        }
        if (content.Kind == ContentKind.Gzip)
            return new FileOutcome.Refused(new Refusal(RefusalReason.NestedArchive, label));
        return ContentRefusal.Of(content, label, named) is { } refusal
            ? new FileOutcome.Refused(refusal)
            : new PartFinding(source, _container, options, choices).Find(new PartPlace(entry, name, label, named), content.Kind, ct);
    }

    private FileOutcome.Refused Refused(RefusalReason reason) => new(new Refusal(reason, source.Name));

    private string? Named(ContentKind kind) => NamedKind.Disagreeing(source.Name, kind);
}
