using System.Buffers;
using System.Text;
using UtfUnknown;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// Finds how bytes are read as text: a byte order mark decides, then zero bytes (UTF-16 and UTF-32 without a mark), then UTF-8,
/// which other encodings hardly ever look like, and then which of the common 8-bit and double-byte encodings gives words.
/// </summary>
public static class EncodingDetector
{
    private const int LongestSample = 16 << 10;

    private static readonly SearchValues<byte> HighBytes = SearchValues.Create([.. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    /// <summary>Later ones have to be better than earlier ones by a little, as the later are rarer.</summary>
    private static readonly int[] Candidates =
        [1252, 1250, 1251, 932, 54936, 950, 51932, 949, 20866, 1253, 1254, 1255, 1256, 1257, 874, 28592, 28605, 10000, 850, 866, 852, 437, 28595, 28597, 21866];

    /// <param name="head">The file's beginning.</param>
    /// <param name="isWhole">Whether that is all of it; else its last character may be cut off.</param>
    public static (Encoding Encoding, double Confidence) Detect(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (Marked(head) is { } marked)
            return (TextEncodings.OfCodePage(marked), 1);
        if (Zeros(head) is { } wide)
            return (TextEncodings.OfCodePage(wide), 0.97);
        if (!head.ContainsAny(HighBytes))
            return (EscapedJapanese(head) ? TextEncodings.OfCodePage(50220) : TextEncodings.Utf8, 1);
        var (good, bad) = Utf8Sequences(head, isWhole);
        if (bad == 0 || good > bad * 2)
            return (TextEncodings.Utf8, bad == 0 ? 1 : 0.9);
        return Judged(head);
    }

    private static int? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => 65001,
        [0xFF, 0xFE, 0, 0, ..] => 12000,
        [0, 0, 0xFE, 0xFF, ..] => 12001,
        [0xFF, 0xFE, ..] => 1200,
        [0xFE, 0xFF, ..] => 1201,
        [0x84, 0x31, 0x95, 0x33, ..] => 54936,
        _ => null,
    };

    /// <summary>Text in UTF-16 and UTF-32 has its zero bytes at one place of each unit: line ends, digits and delimiters see to it.</summary>
    private static int? Zeros(ReadOnlySpan<byte> head)
    {
        Span<int> zeros = stackalloc int[4];
        var length = Math.Min(head.Length, 1 << 16) & ~3;
        for (var i = 0; i < length; i++)
            zeros[i & 3] += head[i] == 0 ? 1 : 0;
        var units = length / 4;
        if (units == 0)
            return head.Length >= 2 && head[0] != 0 && head[1] == 0 ? 1200 : head.Length >= 2 && head[0] == 0 && head[1] != 0 ? 1201 : null;
        if (zeros[3] > units * 0.99 && zeros[2] > units * 0.9 && zeros[0] < units * 0.05)
            return 12000;
        if (zeros[0] > units * 0.99 && zeros[1] > units * 0.9 && zeros[3] < units * 0.05)
            return 12001;
        var (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
        if (odd > units * 0.2 && even < odd * 0.05)
            return 1200;
        return even > units * 0.2 && odd < even * 0.05 ? 1201 : null;
    }

    private static bool EscapedJapanese(ReadOnlySpan<byte> head) => head.IndexOf("\e$B"u8) >= 0 && head.IndexOf("\e(B"u8) >= 0;

    private static (int Good, int Bad) Utf8Sequences(ReadOnlySpan<byte> head, bool isWhole)
    {
        var (good, bad) = (0, 0);
        while (true)
        {
            var high = head.IndexOfAny(HighBytes);
            if (high < 0)
                return (good, bad);
            head = head[high..];
            var status = Rune.DecodeFromUtf8(head, out _, out var length);
            if (status == OperationStatus.Done)
                good++;
            else if (status == OperationStatus.InvalidData || isWhole)
                bad++;
            head = head[Math.Max(1, length)..];
        }
    }

    private static (Encoding Encoding, double Confidence) Judged(ReadOnlySpan<byte> head)
    {
        var sample = LinesWithHighBytes(head);
        var guesses = CharsetDetector.DetectFromBytes(sample).Details?
            .Select(detail => (TextEncodings.OrNone(detail.EncodingName)?.CodePage, detail.Confidence)).ToList() ?? [];
        var candidates = Candidates.Concat(guesses.Where(guess => guess.CodePage is not null).Select(guess => guess.CodePage!.Value)).Distinct().ToArray();
        var best = (CodePage: 1252, Score: double.MinValue);
        for (var i = 0; i < candidates.Length; i++)
        {
            var guessed = guesses.Where(guess => guess.CodePage == candidates[i]).Select(guess => guess.Confidence).DefaultIfEmpty().Max();
            var score = TextJudge.Score(sample, TextEncodings.OfCodePage(candidates[i])) + guessed * 0.25 - i * 0.004;
            if (score > best.Score)
                best = (candidates[i], score);
        }
        return (TextEncodings.OfCodePage(best.CodePage), Math.Clamp(0.5 + best.Score / 2, 0.2, 0.95));
    }

    private static byte[] LinesWithHighBytes(ReadOnlySpan<byte> head)
    {
        var sample = new ArrayBufferWriter<byte>(LongestSample);
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            if (!line.ContainsAny(HighBytes))
                continue;
            if (sample.WrittenCount > 0 && sample.WrittenCount + line.Length > LongestSample)
                break;
            sample.Write(line);
            sample.Write("\n"u8);
        }
        return sample.WrittenSpan.Length <= LongestSample * 4 ? sample.WrittenSpan.ToArray() : sample.WrittenSpan[..(LongestSample * 4)].ToArray();
    }
}
