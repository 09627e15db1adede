using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>DuckDB's values as cells of a JSON_ARRAY result: text or null, times to the millisecond unless more is asked for.</summary>
public static class DuckCells
{
    public const string ToTheMillisecond = "yyyy-MM-dd'T'HH:mm:ss.fff";
    public const string ToTheMicrosecond = "yyyy-MM-dd'T'HH:mm:ss.ffffff";

    public static string? Text(object? value) => Text(value, ToTheMillisecond);

    public static string? Text(object? value, string times) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => Number(number),
        float number => Number(number),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString($"{times}'Z'", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc } instant => instant.ToString($"{times}'Z'", CultureInfo.InvariantCulture),
        DateTime local => local.ToString(times, CultureInfo.InvariantCulture),
        Stream bytes => Convert.ToBase64String(Bytes(bytes)),
        byte[] bytes => Convert.ToBase64String(bytes),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => JsonSerializer.Serialize(list.Cast<object?>().Select(Text)),
        _ => value.ToString(),
    };

    private static string Number(double number) => number switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => number.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny(".EN") >= 0 ? text : text + ".0",
    };

    private static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
