using System.Buffers.Binary;
using CsCheck;
using Kali.Data;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog;

public sealed class DeletionVectorTests
{
    [Theory]
    [InlineData("wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", 40)]
    [InlineData("^Bg9^0rr910000000000iXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", 44)]
    public void Inline_OfTheSpecification_MarksItsRows(string text, int size) =>
        Assert.Equal([3, 4, 7, 11, 18, 29], DeletionVector.Read("/none", new("i", text, null, size, 6)));

    [Fact]
    public void Decode_OfAnySetInAnyKindOfContainer_GivesTheSet() =>
        Gen.Select(Gen.Long[0, 300_000].HashSet[0, 300], Gen.Long[0, 200_000], Gen.Int[0, 70_000], Gen.Bool, Gen.Long[0, 3]).Sample((some, start, run, withRuns, bucket) =>
        {
            var rows = new SortedSet<long>(some.Select(row => row + (bucket << 32)));
            for (var i = 0; i < run; i++)
                rows.Add(start + i);
            Assert.Equal(rows, DeletionVector.Decode(Encode(rows, withRuns)));
        }, iter: 60);

    [Fact]
    public void Decode_OfDamagedBytes_NeverGivesUnorderedRowsAndNeverFails()
    {
        var good = Encode(new SortedSet<long>([3, 4, 7, 70_000, 70_001, .. Enumerable.Range(100_000, 9000).Select(i => (long)i)]), withRuns: true);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample((at, value, length) =>
        {
            var damaged = good.ToArray();
            damaged[at] = value;
            try
            {
                _ = DeletionVector.Decode(damaged.AsSpan(0, length));
            }
            catch (InvalidDataException)
            {
            }
        });
    }

    [Theory]
    [InlineData("i", "wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", 40, 7)]
    [InlineData("i", "wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{", 40, 6)]
    [InlineData("i", "\"\"\"\"\"", 4, 6)]
    [InlineData("u", "ab^-aqEH.-t@S}K{vb[*k^", 40, 6)]
    [InlineData("u", "short", 40, 6)]
    [InlineData("p", "file:///not/there.bin", 40, 6)]
    [InlineData("x", "what", 40, 6)]
    public void Read_OfAMissingOrDamagedVector_IsToldAndGivesNoRows(string storage, string place, int size, long cardinality) =>
        Assert.Throws<KaliException>(() => DeletionVector.Read("/none", new DeletionVectorDescriptor(storage, place, null, size, cardinality)));

    private static byte[] Encode(SortedSet<long> rows, bool withRuns)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var buckets = rows.GroupBy(row => row >> 32).ToList();
        writer.Write(1681511377);
        writer.Write((long)buckets.Count);
        foreach (var bucket in buckets)
        {
            writer.Write((int)bucket.Key);
            Bitmap(writer, [.. bucket.Select(row => (uint)row)], withRuns);
        }
        return bytes.ToArray();
    }

    private static void Bitmap(BinaryWriter writer, List<uint> values, bool withRuns)
    {
        var containers = values.GroupBy(value => value >> 16).Select(group => (Key: (ushort)group.Key, Values: group.Select(value => (ushort)value).ToList())).ToList();
        if (withRuns)
        {
            writer.Write(12347 | ((containers.Count - 1) << 16));
            var flags = new byte[(containers.Count + 7) / 8];
            Array.Fill(flags, (byte)0xFF);
            writer.Write(flags);
        }
        else
        {
            writer.Write(12346);
            writer.Write(containers.Count);
        }
        foreach (var container in containers)
        {
            writer.Write(container.Key);
            writer.Write((ushort)(container.Values.Count - 1));
        }
        if (!withRuns || containers.Count >= 4)
            containers.ForEach(_ => writer.Write(0));
        foreach (var container in containers)
            Container(writer, container.Values, withRuns);
    }

    private static void Container(BinaryWriter writer, List<ushort> values, bool asRuns)
    {
        if (asRuns)
        {
            var runs = new List<(ushort Start, ushort More)>();
            foreach (var value in values)
            {
                if (runs.Count > 0 && runs[^1].Start + runs[^1].More + 1 == value)
                    runs[^1] = (runs[^1].Start, (ushort)(runs[^1].More + 1));
                else
                    runs.Add((value, 0));
            }
            writer.Write((ushort)runs.Count);
            runs.ForEach(run => { writer.Write(run.Start); writer.Write(run.More); });
        }
        else if (values.Count <= 4096)
        {
            values.ForEach(writer.Write);
        }
        else
        {
            var bits = new byte[8192];
            foreach (var value in values)
                bits[value / 8] |= (byte)(1 << (value % 8));
            writer.Write(bits);
        }
    }
}
