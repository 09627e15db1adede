using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>Personal data that is found by how it is written.</summary>
[JsonConverter(typeof(SnakeCaseEnum<PersonalText>))]
public enum PersonalText
{
    Email,
    Phone,
    CreditCard,
    Iban,
    UsSocialSecurity,
    IpAddress,
}
