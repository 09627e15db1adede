using System.Globalization;
using Kali.Data.Quality;

namespace Kali.Web.Data;

/// <summary>
/// Bars of a profile as parts of an address: <c>country.value.3</c> is the fourth most frequent value of country. Values of the data themselves
/// never stand in an address; the profile knows them.
/// </summary>
public static class ProfileFilters
{
    public static string Missing(string column) => $"{column}.missing.0";

    public static string Value(string column, int place) => string.Create(CultureInfo.InvariantCulture, $"{column}.value.{place}");

    public static string Bin(string column, long index) => string.Create(CultureInfo.InvariantCulture, $"{column}.bin.{index}");

    public static string Pattern(string column, int place) => string.Create(CultureInfo.InvariantCulture, $"{column}.pattern.{place}");

    /// <summary>What the address means for that profile; null when it means nothing there.</summary>
    public static ValueFilter? Read(string? only, Profile profile)
    {
        if (only?.Split('.') is not [var name, var kind, var number]
            || !long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place)
            || profile.Find(name) is not { } column)
            return null;
        return kind switch
        {
            "missing" => new ValueFilter.Missing(name),
            "value" when place >= 0 && place < column.TopValues.Length => new ValueFilter.Value(name, column.TopValues[(int)place].Value),
            "pattern" when place >= 0 && place < column.Patterns.Length => new ValueFilter.Pattern(name, column.Patterns[(int)place].Value),
            "bin" when column.Histogram is { } bins => new ValueFilter.Span(name, place * bins.Width, (place + 1) * bins.Width),
            _ => null,
        };
    }
}
