using System.Globalization;

namespace Kali.Data.Engines;

/// <summary>Wide integers with a decimal point, without loss.</summary>
internal static class ExactDecimal
{
    private const int LargestScale = 28;
    private static readonly UInt128 LargestMantissa = (UInt128.One << 96) - 1;

    /// <summary>The decimal, or its digits as text where .NET's decimal has no room for them.</summary>
    public static object From(Int128 unscaled, int scale)
    {
        var mantissa = unscaled < 0 ? (UInt128)(-(unscaled + 1)) + 1 : (UInt128)unscaled;
        var kept = scale;
        while (kept > 0 && (mantissa > LargestMantissa || kept > LargestScale) && mantissa % 10 == 0)
            (mantissa, kept) = (mantissa / 10, kept - 1);
        if (mantissa > LargestMantissa || kept > LargestScale)
            return Text(unscaled, scale);
        return new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), unscaled < 0, (byte)kept);
    }

    public static object From(UInt128 number) =>
        number <= (UInt128)Int128.MaxValue ? From((Int128)number, 0) : number.ToString(CultureInfo.InvariantCulture);

    private static string Text(Int128 unscaled, int scale)
    {
        var digits = unscaled.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(scale + 1, '0');
        var sign = unscaled < 0 ? "-" : "";
        return scale == 0 ? $"{sign}{digits}" : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }
}
