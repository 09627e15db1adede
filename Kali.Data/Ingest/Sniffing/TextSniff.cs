using System.Text;
using System.Text.Json;

namespace Kali.Data.Ingest.Sniffing;

/// <summary>Tells text from other bytes, and JSON, HTML and XML from other text.</summary>
internal static class TextSniff
{
    private const int LinesLookedAt = 50;

    /// <summary>
    /// Text may hold a stray control character or NUL; data of another kind is full of them.
    /// UTF-16 and UTF-32 without a byte order mark have their zeros in regular places.
    /// </summary>
    public static bool IsText(ReadOnlySpan<byte> head)
    {
        if (WideEncoding(head) is not null)
            return true;
        var odd = 0;
        foreach (var value in head)
        {
            // Tab to carriage return, SUB, ESC, and the separators 0x1C to 0x1F and 0x01 that delimited files use.
            if (value < 0x20 && value is not (>= 0x09 and <= 0x0D or >= 0x1A or 0x01) || value == 0x7F)
                odd++;
        }
        return odd * 20L <= head.Length;
    }

    public static Content Look(ReadOnlySpan<byte> head, bool isWhole)
    {
        var text = ToUtf8(head);
        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
            return IsBlank(text) ? ContentKind.Empty : ContentKind.Text;
        var begin = text[start..];
        if (begin[0] == (byte)'<' && Markup(begin) is { } markup)
            return markup;
        return begin[0] is (byte)'{' or (byte)'[' ? Json(begin, isWhole) : ContentKind.Text;
    }

    /// <summary>UTF-16 or UTF-32, told by its byte order mark or by where its zeros are; null for the encodings of one byte a unit.</summary>
    public static Encoding? WideEncoding(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0x00, 0x00]))
            return new UTF32Encoding(false, true);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0xFE, 0xFF]))
            return new UTF32Encoding(true, true);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        if (head.Length < 8)
            return null;
        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                zeros[i & 3]++;
        }
        var most = head.Length / 4 * 0.6;
        var few = head.Length / 4 * 0.1;
        if (zeros[1] > most && zeros[2] > most && zeros[3] > most && zeros[0] <= few)
            return new UTF32Encoding(false, false);
        if (zeros[0] > most && zeros[1] > most && zeros[2] > most && zeros[3] <= few)
            return new UTF32Encoding(true, false);
        if (zeros[1] > most && zeros[3] > most && zeros[0] <= few && zeros[2] <= few)
            return Encoding.Unicode;
        return zeros[0] > most && zeros[2] > most && zeros[1] <= few && zeros[3] <= few ? Encoding.BigEndianUnicode : null;
    }

    private static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> head)
    {
        if (WideEncoding(head) is { } wide)
        {
            var text = wide.GetString(head[..(head.Length & ~3)]).TrimStart('\uFEFF');
            return Encoding.UTF8.GetBytes(text);
        }
        return head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n\0"u8) < 0;

    private static Content? Markup(ReadOnlySpan<byte> begin)
    {
        var text = Encoding.Latin1.GetString(begin[..Math.Min(begin.Length, 2048)]);
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            return text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? ContentKind.Html : ContentKind.Xml;
        ReadOnlySpan<string> tags = ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<script", "<style", "<!--"];
        foreach (var tag in tags)
        {
            if (text.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
                return ContentKind.Html;
        }
        return null;
    }

    private static Content Json(ReadOnlySpan<byte> begin, bool isWhole)
    {
        var reader = new Utf8JsonReader(begin, isWhole, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 512 }));
        var (tokens, values, names, broken) = (0, 0, 0, false);
        var endOfFirst = -1L;
        try
        {
            while (values < 3 && reader.Read())
            {
                tokens++;
                names += reader.TokenType == JsonTokenType.PropertyName ? 1 : 0;
                if (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    values++;
                    endOfFirst = endOfFirst < 0 ? reader.BytesConsumed : endOfFirst;
                }
            }
        }
        catch (JsonException)
        {
            broken = true;
        }

        if (LinesThatAreJson(begin, isWhole) is (var good, var all) && all >= 2 && good * 2 > all)
            return ContentKind.JsonLines;
        if (!broken)
            return values == 0 && isWhole ? ContentKind.Text : ContentKind.Json;
        // Broken further on: still JSON, its reader says where. Broken at once: text that begins with a bracket.
        return names >= 1 && tokens >= 4 ? ContentKind.Json : ContentKind.Text;
    }

    private static (int Good, int All) LinesThatAreJson(ReadOnlySpan<byte> text, bool isWhole)
    {
        var (good, all) = (0, 0);
        while (!text.IsEmpty && all < LinesLookedAt)
        {
            var end = text.IndexOf((byte)'\n');
            if (end < 0 && !isWhole)
                break;
            var line = (end < 0 ? text : text[..end]).Trim(" \t\r"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty)
                continue;
            all++;
            good += IsDocument(line) ? 1 : 0;
        }
        return (good, all);
    }

    private static bool IsDocument(ReadOnlySpan<byte> line)
    {
        if (line[0] is not ((byte)'{' or (byte)'['))
            return false;
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = 512 }));
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
