using System.Collections.Immutable;
using System.Text;
using Kali.Data.Ingest.Csv;
using Kali.Data.Ingest.Sniffing;

namespace Kali.Data.Ingest.Json;

/// <summary>Where the records of a JSON text are and which columns they have.</summary>
/// <param name="Layout">How records lie in it.</param>
/// <param name="Pointer">The place of the list, or <c>""</c>.</param>
/// <param name="Others">Other lists, longest first, and the document itself.</param>
/// <param name="Labels">The columns, in the order they first occur.</param>
/// <param name="Levels">How many levels of objects are opened into columns.</param>
/// <param name="Encoding">The text's encoding.</param>
internal sealed record JsonShape(JsonLayout Layout, string Pointer, ImmutableArray<string> Others, ImmutableArray<string> Labels, int Levels, Encoding Encoding)
{
    /// <summary>Columns in which lists stand.</summary>
    public ImmutableArray<string> Lists { get; init; } = [];

    /// <summary>The list whose entries are rows of their own; null where all are kept as text.</summary>
    public string? TakenApart { get; init; }

    /// <summary>Of the columns, those of the record itself; the others are the entries' of the list taken apart.</summary>
    public int ParentColumns { get; init; }

    private const int MostColumns = 1_000;
    private const int DeepestList = 32;

    /// <summary>Levels of nested objects that become columns; objects used as maps would make too many, then fewer levels are opened.</summary>
    private static readonly int[] Depths = [16, 2, 1];

    /// <summary>Reads the whole text, once for its lists and once for its columns; null when there is no record.</summary>
    public static JsonShape? Find(Func<Stream> open, ContentKind kind, ReadingChoices choices, bool isWhole, int longest, CancellationToken ct)
    {
        var encoding = EncodingOf(open, choices);
        var layout = kind == ContentKind.JsonLines ? JsonLayout.Lines : JsonLayout.Document;
        var (pointer, others) = ("", ImmutableArray<string>.Empty);
        if (layout == JsonLayout.Document)
        {
            if (IsSequence(open, encoding, longest))
            {
                layout = JsonLayout.Sequence;
            }
            else
            {
                var lists = AllLists(open, encoding, longest, ct);
                pointer = choices.JsonPath ?? Proposed(lists);
                others = [.. lists.OrderByDescending(list => list.Count).Select(list => list.Pointer).Append("").Distinct().Where(one => one != pointer)];
            }
        }
        foreach (var depth in Depths)
        {
            var columns = new JsonColumns(depth);
            var entries = choices.TakeApart is { Length: > 0 } list ? new JsonList(list, depth) : null;
            if (!Collect(open, encoding, layout, pointer, isWhole, longest, columns, entries, ct))
                return null;
            if (columns.Labels.Count + (entries?.Labels.Count ?? 0) > MostColumns && depth != Depths[^1])
                continue;
            if (columns.Labels.Count == 0)
                return null;
            var shape = new JsonShape(layout, pointer, others, [.. columns.Labels], depth, encoding) { Lists = [.. columns.Labels.Where(columns.Lists.Contains)] };
            // A file without that list is read as it is.
            return entries is null || !shape.Lists.Contains(entries.Name) || entries.Labels.Count == 0 ? shape : shape.Apart(entries);
        }
        return null;
    }

    private JsonShape Apart(JsonList entries)
    {
        var parents = Labels.Where(label => label != entries.Name).ToImmutableArray();
        return this with { TakenApart = entries.Name, ParentColumns = parents.Length, Labels = [.. parents, .. entries.Labels] };
    }

    public static Stream Utf8(Stream stream, Encoding encoding)
    {
        var utf8 = encoding.CodePage == Encoding.UTF8.CodePage ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
        return new WithoutMark(utf8);
    }

    private static Encoding EncodingOf(Func<Stream> open, ReadingChoices choices)
    {
        using var stream = open();
        return choices.Encoding is { } name ? TextEncodings.Named(name) : TextSniff.WideEncoding(ContentSniff.ReadHead(stream, 4096)) ?? Encoding.UTF8;
    }

    private static bool IsSequence(Func<Stream> open, Encoding encoding, int longest)
    {
        using var window = new JsonWindow(Utf8(open(), encoding), longest);
        var scanner = new JsonScanner(window);
        scanner.SkipBlanks();
        scanner.PassPiece(isAlone: true);
        scanner.SkipBlanks();
        return scanner.Peek() is '{' or '[';
    }

    private static string Proposed(List<(string Pointer, long Count)> lists)
    {
        var (pointer, count) = lists.OrderByDescending(list => list.Count).FirstOrDefault(("", 0));
        return count >= 2 ? pointer : "";
    }

    private static List<(string Pointer, long Count)> AllLists(Func<Stream> open, Encoding encoding, int longest, CancellationToken ct)
    {
        using var window = new JsonWindow(Utf8(open(), encoding), longest);
        var scanner = new JsonScanner(window);
        var lists = new List<(string, long)>();
        Walk(scanner, [], lists, ct);
        return lists;
    }

    private static void Walk(JsonScanner scanner, List<string> names, List<(string Pointer, long Count)> lists, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        scanner.SkipBlanks();
        if (scanner.Peek() == '[')
        {
            lists.Add((JsonPointer.Of(names), Count(scanner, ct)));
            return;
        }
        if (names.Count >= DeepestList || !scanner.Take((byte)'{'))
        {
            scanner.PassPiece(isAlone: false);
            return;
        }
        while (!scanner.Take((byte)'}'))
        {
            if (scanner.Key() is not { } name || !scanner.Take((byte)':'))
                return;
            names.Add(name);
            Walk(scanner, names, lists, ct);
            names.RemoveAt(names.Count - 1);
            if (!scanner.Take((byte)',') && scanner.Peek() != '}')
                return;
        }
    }

    /// <summary>Elements that are objects or lists; others are values of the record, not records.</summary>
    private static long Count(JsonScanner scanner, CancellationToken ct)
    {
        var count = 0L;
        scanner.Take((byte)'[');
        while (!scanner.Take((byte)']') && scanner.Peek() >= 0)
        {
            ct.ThrowIfCancellationRequested();
            count += scanner.Peek() is '{' or '[' ? 1 : 0;
            scanner.PassPiece(isAlone: false);
            if (!scanner.Take((byte)',') && scanner.Peek() != ']')
                break;
        }
        return count;
    }

    private static bool Collect(Func<Stream> open, Encoding encoding, JsonLayout layout, string pointer, bool isWhole, int longest, JsonColumns columns, JsonList? entries, CancellationToken ct)
    {
        using var pieces = new JsonPieces(Utf8(open(), encoding), layout, pointer, longest, isBeginning: !isWhole);
        if (!pieces.IsFound)
            return false;
        var record = new JsonRecord(columns);
        while (pieces.Next())
        {
            ct.ThrowIfCancellationRequested();
            if (pieces.IsTooLong || !record.Read(pieces.Piece) || entries is null || columns.Find(entries.Name) is not { } at || !record.TryCell(at, out var list))
                continue;
            for (entries.Begin(list); entries.Next();)
            {
            }
        }
        return true;
    }

    /// <summary>Leaves out a byte order mark.</summary>
    private sealed class WithoutMark(Stream inner) : Stream
    {
        private bool _isBegun;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_isBegun)
                return inner.Read(buffer, offset, count);
            _isBegun = true;
            var head = new byte[3];
            var read = inner.ReadAtLeast(head, 3, throwOnEndOfStream: false);
            if (head is [0xEF, 0xBB, 0xBF] && read == 3)
                return inner.Read(buffer, offset, count);
            head.AsSpan(0, read).CopyTo(buffer.AsSpan(offset, count));
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
