namespace Kali.Data.Quality;

/// <summary>Personal data that is found by how it is written.</summary>
public enum PersonalText
{
    Email,
    Phone,
    CreditCard,
    Iban,
    UsSocialSecurity,
    IpAddress,
}
