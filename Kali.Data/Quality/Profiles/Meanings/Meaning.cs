using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What the values of a column stand for, beyond their type.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeaningKind>))]
public enum MeaningKind
{
    Email,
    WebAddress,
    Phone,

    /// <summary>Bank account, with its check digits right.</summary>
    Iban,

    /// <summary>Payment card, with its check digit right.</summary>
    CardNumber,
    IpAddress,

    /// <summary>Universally unique identifier.</summary>
    Uuid,

    /// <summary>Country, two letters of ISO 3166.</summary>
    CountryCode,

    /// <summary>Currency, three letters of ISO 4217.</summary>
    CurrencyCode,
    PostCode,
    Year,
    Latitude,
    Longitude,
}

/// <summary>What the values of a column stand for, and how sure that is.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Share">Of the values looked at, each counted as often as it stands, those that are of the kind; 0 to 1.</param>
/// <param name="IsNamed">Whether the column's name says so too.</param>
public sealed record Meaning(MeaningKind Kind, double Share, bool IsNamed);
