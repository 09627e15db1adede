using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// Marks what an encoding cannot read: each such byte becomes the byte 0xFF in the UTF-8 text, which no UTF-8 text holds,
/// so the record it stands in is rejected and nothing is replaced in silence.
/// </summary>
internal sealed class BadBytes : DecoderFallback
{
    /// <summary>Stands for a bad byte between decoding and encoding; a noncharacter that no text is meant to hold.</summary>
    public const char Mark = '\uFFFF';

    public const byte MarkByte = 0xFF;

    public override int MaxCharCount => 8;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Marks();

    private sealed class Marks : DecoderFallbackBuffer
    {
        private int _left;
        private int _given;

        public override int Remaining => _left;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_left, _given) = (Math.Max(1, bytesUnknown.Length), 0);
            return true;
        }

        public override char GetNextChar()
        {
            if (_left == 0)
                return '\0';
            _left--;
            _given++;
            return Mark;
        }

        public override bool MovePrevious()
        {
            if (_given == 0)
                return false;
            _given--;
            _left++;
            return true;
        }

        public override void Reset() => (_left, _given) = (0, 0);
    }
}
