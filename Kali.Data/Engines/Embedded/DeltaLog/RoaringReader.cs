using System.Buffers.Binary;
using System.Numerics;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>
/// Reads 32-bit roaring bitmaps in their portable form (RoaringFormatSpec): 65,536 values a container, each an array, a bitmap or runs.
/// Input that ends early or does not ascend is told as damaged.
/// </summary>
internal ref struct RoaringReader(ReadOnlySpan<byte> bytes)
{
    private const int WithoutRuns = 12346;
    private const int WithRuns = 12347;
    private const int LargestArray = 4096;
    private const int SmallestWithOffsets = 4;

    private ReadOnlySpan<byte> _rest = bytes;

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public void Bitmap(long high, List<long> values)
    {
        var cookie = Int32();
        int containers;
        ReadOnlySpan<byte> runs = [];
        if ((cookie & 0xFFFF) == WithRuns)
        {
            containers = (cookie >>> 16) + 1;
            runs = Take((containers + 7) / 8);
        }
        else if (cookie == WithoutRuns)
        {
            containers = Int32();
            if (containers is < 0 or > 65536)
                throw Damaged();
        }
        else
        {
            throw Damaged();
        }
        var headers = Take(containers * 4);
        if (runs.IsEmpty || containers >= SmallestWithOffsets)
            Take(containers * 4);
        var lastKey = -1;
        for (var i = 0; i < containers; i++)
        {
            var key = BinaryPrimitives.ReadUInt16LittleEndian(headers[(i * 4)..]);
            var count = BinaryPrimitives.ReadUInt16LittleEndian(headers[(i * 4 + 2)..]) + 1;
            if (key <= lastKey)
                throw Damaged();
            lastKey = key;
            var start = high | ((long)key << 16);
            if (!runs.IsEmpty && (runs[i / 8] & (1 << (i % 8))) != 0)
                Runs(start, count, values);
            else if (count <= LargestArray)
                Array(start, count, values);
            else
                Bits(start, count, values);
        }
    }

    private void Array(long start, int count, List<long> values)
    {
        var cells = Take(count * 2);
        var last = -1;
        for (var i = 0; i < count; i++)
        {
            var value = BinaryPrimitives.ReadUInt16LittleEndian(cells[(i * 2)..]);
            if (value <= last)
                throw Damaged();
            last = value;
            values.Add(start | value);
        }
    }

    private void Bits(long start, int count, List<long> values)
    {
        var words = Take(8192);
        var before = values.Count;
        for (var i = 0; i < 1024; i++)
        {
            for (var word = BinaryPrimitives.ReadUInt64LittleEndian(words[(i * 8)..]); word != 0; word &= word - 1)
                values.Add(start | (uint)(i * 64 + BitOperations.TrailingZeroCount(word)));
        }
        if (values.Count - before != count)
            throw Damaged();
    }

    private void Runs(long start, int count, List<long> values)
    {
        var runs = BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
        var cells = Take(runs * 4);
        var before = values.Count;
        var last = -1;
        for (var i = 0; i < runs; i++)
        {
            var from = BinaryPrimitives.ReadUInt16LittleEndian(cells[(i * 4)..]);
            var to = from + BinaryPrimitives.ReadUInt16LittleEndian(cells[(i * 4 + 2)..]);
            if (from <= last || to > 65535)
                throw Damaged();
            for (last = from - 1; last < to;)
                values.Add(start | (uint)++last);
        }
        if (values.Count - before != count)
            throw Damaged();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw new InvalidDataException("it ends too early");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Damaged() => new("its bitmap is damaged");
}
