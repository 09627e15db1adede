using System.Buffers.Binary;
using System.Text;
using Kali.Data.Ingest.Sniffing;

namespace Kali.Data.Ingest.Excel;

/// <summary>Finds error values in the records of an old workbook ([MS-XLS] 2.4.24 BoolErr, 2.4.127 Formula, 2.5.10 Bes).</summary>
internal static class XlsErrors
{
    private const ushort Formula = 0x0006;
    private const ushort EndOfSheet = 0x000A;
    private const ushort Encrypted = 0x002F;
    private const ushort BoundSheet = 0x0085;
    private const ushort BoolErr = 0x0205;
    private const ushort Formula3 = 0x0206;
    private const ushort Formula4 = 0x0406;

    public static ErrorCells Read(Stream workbook, string sheet)
    {
        var errors = new ErrorCells();
        if (CompoundFile.ReadStream(workbook, "Workbook", "Book") is not { } bytes || SheetStart(bytes, sheet) is not { } start)
            return errors;
        foreach (var (type, at, length) in Records(bytes, start))
        {
            var record = bytes.AsSpan(at, length);
            if (type == EndOfSheet)
                break;
            byte? code = type switch
            {
                BoolErr when length >= 8 && record[7] == 1 => record[6],
                Formula or Formula3 or Formula4 when length >= 14 && record[6] == 2 && record[12] == 0xFF && record[13] == 0xFF => record[8],
                _ => null,
            };
            if (code is { } error)
                errors.Add(BinaryPrimitives.ReadUInt16LittleEndian(record) + 1L, BinaryPrimitives.ReadUInt16LittleEndian(record[2..]), Name(error));
        }
        return errors;
    }

    /// <summary>Where the sheet's own records begin, behind its BOF; null when the workbook is encrypted or has no such sheet.</summary>
    private static int? SheetStart(byte[] bytes, string sheet)
    {
        foreach (var (type, at, length) in Records(bytes, 0))
        {
            if (type is Encrypted or EndOfSheet)
                return null;
            if (type == BoundSheet && length > 8 && NameOf(bytes.AsSpan(at, length)) == sheet)
            {
                var start = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
                return start + 4 < bytes.Length ? (int)start : null;
            }
        }
        return null;
    }

    private static string NameOf(ReadOnlySpan<byte> record)
    {
        var length = record[6];
        var isWide = (record[7] & 1) == 1;
        if (8 + length * (isWide ? 2 : 1) > record.Length)
            return Encoding.Latin1.GetString(record[7..Math.Min(record.Length, 7 + length)]);
        return isWide ? Encoding.Unicode.GetString(record.Slice(8, length * 2)) : Encoding.Latin1.GetString(record.Slice(8, length));
    }

    private static IEnumerable<(ushort Type, int At, int Length)> Records(byte[] bytes, int at)
    {
        while (at + 4 <= bytes.Length)
        {
            var type = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 2));
            if (at + 4 + length > bytes.Length)
                yield break;
            yield return (type, at + 4, length);
            at += 4 + length;
        }
    }

    private static string Name(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#GETTING_DATA",
    };
}
