namespace Kali.Data.Quality.Exchange;

/// <summary>The formats SodaCL knows by name.</summary>
internal static class SodaNamedFormats
{
    private static readonly Dictionary<string, TextFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = TextFormat.Email,
        ["uuid"] = TextFormat.Uuid,
        ["url"] = TextFormat.Url,
        ["ip address"] = TextFormat.Ipv4,
        ["ipv4 address"] = TextFormat.Ipv4,
        ["ipv6 address"] = TextFormat.Ipv6,
        ["credit card number"] = TextFormat.CreditCard,
        ["phone number"] = TextFormat.Phone,
        ["integer"] = TextFormat.WholeNumber,
        ["decimal"] = TextFormat.Number,
        ["decimal point"] = TextFormat.Number,
        ["date iso 8601"] = TextFormat.IsoDate,
        ["timestamp 24h"] = TextFormat.TimeOfDay,
        ["time 24h"] = TextFormat.TimeOfDay,
    };

    private static readonly Dictionary<string, string> Dates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["date us"] = "MM/dd/yyyy",
        ["date eu"] = "dd/MM/yyyy",
        ["date inverse"] = "yyyy/MM/dd",
    };

    public static RuleKind Kind(string column, string name) =>
        Formats.TryGetValue(name, out var format) ? new HasFormat(column, format)
        : Dates.TryGetValue(name, out var pattern) ? new DateFormat(column, pattern)
        : throw ExchangeFault.Because($"The format “{ExchangeSubject.Short(name)}” is none that Kali tests.", $"Das Format „{ExchangeSubject.Short(name)}“ prüft Kali nicht.");

    /// <summary>The name of a format; null where it has none.</summary>
    public static string? Name(TextFormat format) => Formats.FirstOrDefault(known => known.Value == format).Key;
}
