using System.Buffers.Binary;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>Base 85 in the alphabet of ZeroMQ (RFC 32/Z85): five characters for four bytes.</summary>
internal static class Z85
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    /// <summary>The first <paramref name="length"/> bytes of what the text stands for; writers pad to a multiple of four.</summary>
    public static byte[] Decode(string text, int length)
    {
        if (text.Length % 5 != 0 || length < 0 || length > text.Length / 5 * 4)
            throw new FormatException("its text is not of the length that base 85 has");
        var bytes = new byte[text.Length / 5 * 4];
        for (var i = 0; i < text.Length; i += 5)
        {
            ulong value = 0;
            for (var j = i; j < i + 5; j++)
            {
                var digit = Alphabet.IndexOf(text[j], StringComparison.Ordinal);
                value = digit < 0 ? throw new FormatException("its text is not base 85") : value * 85 + (uint)digit;
            }
            if (value > uint.MaxValue)
                throw new FormatException("its text is not base 85");
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i / 5 * 4), (uint)value);
        }
        return bytes[..length];
    }
}
