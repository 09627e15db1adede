using System.Numerics;
using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>.NET values as DuckDB takes them as parameters.</summary>
internal static class DuckValues
{
    public static DuckDBValue From(object? value) => value switch
    {
        null => NativeMethods.Value.DuckDBCreateNullValue(),
        string text when text.Contains('\0') => throw new RefusedException("Text with a zero character in it cannot be compared with, because it would be cut there. Leave the character out."),
        string text => NativeMethods.Value.DuckDBCreateVarchar(text),
        bool truth => NativeMethods.Value.DuckDBCreateBool(truth),
        long number => NativeMethods.Value.DuckDBCreateInt64(number),
        int number => NativeMethods.Value.DuckDBCreateInt32(number),
        short number => NativeMethods.Value.DuckDBCreateInt16(number),
        sbyte number => NativeMethods.Value.DuckDBCreateInt8(number),
        byte number => NativeMethods.Value.DuckDBCreateUInt8(number),
        ulong number => NativeMethods.Value.DuckDBCreateUInt64(number),
        double number => NativeMethods.Value.DuckDBCreateDouble(number),
        float number => NativeMethods.Value.DuckDBCreateFloat(number),
        decimal number => FromDecimal(number),
        DateOnly day => NativeMethods.Value.DuckDBCreateDate(new DuckDBDate { Days = day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber }),
        DateTimeOffset instant => NativeMethods.Value.DuckDBCreateTimestampTz(Micros(instant.UtcDateTime)),
        DateTime time => NativeMethods.Value.DuckDBCreateTimestamp(Micros(time)),
        byte[] bytes => NativeMethods.Value.DuckDBCreateBlob(bytes, bytes.Length),
        Guid id => NativeMethods.Value.DuckDBCreateVarchar(id.ToString()),
        char letter => NativeMethods.Value.DuckDBCreateVarchar(letter.ToString()),
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} cannot be a parameter of a statement.", nameof(value)),
    };

    private static DuckDBTimestampStruct Micros(DateTime time) => new() { Micros = (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond };

    private static DuckDBValue FromDecimal(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var scale = (byte)((bits[3] >> 16) & 0xFF);
        var unscaled = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var mantissa = number < 0 ? -(BigInteger)unscaled : unscaled;
        var digits = (byte)Math.Max(mantissa.IsZero ? 1 : (int)Math.Ceiling(BigInteger.Log10(BigInteger.Abs(mantissa) + 1)), scale + 1);
        return NativeMethods.Value.DuckDBCreateDecimal(new DuckDBDecimal(digits, scale, new DuckDBHugeInt(mantissa)));
    }
}
