namespace Kali.Data.Quality;

/// <summary>Formats that a text can be tested for without asking anybody.</summary>
public enum TextFormat
{
    Email,
    Uuid,
    Url,
    Ipv4,
    Ipv6,

    /// <summary>13 to 19 digits, perhaps with spaces or hyphens, whose check digit is right.</summary>
    CreditCard,

    /// <summary>Written as an international bank account number; its check digits are right, too.</summary>
    Iban,
    Phone,

    /// <summary>A social security number of the United States.</summary>
    UsSocialSecurity,

    /// <summary>Two letters of ISO 3166-1.</summary>
    Country,

    /// <summary>Three letters of ISO 3166-1.</summary>
    Country3,

    /// <summary>ISO 3166-2: a country of ISO 3166-1, a hyphen, one to three letters or digits. Whether the country has that part is not known.</summary>
    Subdivision,

    /// <summary>ISO 4217.</summary>
    Currency,

    /// <summary>Two letters of ISO 639-1.</summary>
    Language,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number with or without a decimal point.</summary>
    Number,

    /// <summary>A time of the day: 14:30 or 14:30:05.</summary>
    TimeOfDay,

    /// <summary>A day of ISO 8601: 2026-09-30.</summary>
    IsoDate,

    /// <summary>A day and time of ISO 8601, perhaps with a zone.</summary>
    IsoTimestamp,
}
