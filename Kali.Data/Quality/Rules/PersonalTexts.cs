using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>How personal data is written inside longer texts.</summary>
internal static class PersonalTexts
{
    private const string Before = "(?:^|[^0-9A-Za-z])";
    private const string After = "(?:$|[^0-9A-Za-z])";

    public static CommonRegex Pattern(PersonalText kind) => CommonRegex.Parse(kind switch
    {
        PersonalText.Email => "[A-Za-z0-9._%+\\-]+@[A-Za-z0-9\\-]+(?:\\.[A-Za-z0-9\\-]+)+",
        PersonalText.Phone => $"(?:^|[^0-9A-Za-z.,\\-])(?:\\+[0-9]{{1,3}}|0)[ ()/\\-]{{0,2}}[1-9][0-9]{{1,4}}(?:[ ()/\\-]{{1,3}}[0-9]{{2,}})+{After}",
        PersonalText.CreditCard => $"{Before}[3-6][0-9]{{3}}(?:[ \\-]?[0-9]{{4}}){{2}}[ \\-]?[0-9]{{1,7}}{After}",
        PersonalText.Iban => $"{Before}[A-Z]{{2}}[0-9]{{2}}(?: ?[0-9A-Z]{{4}}){{2,7}}(?: ?[0-9A-Z]{{1,3}})?{After}",
        PersonalText.UsSocialSecurity => $"{Before}[0-8][0-9]{{2}}-[0-9]{{2}}-[0-9]{{4}}{After}",
        _ => $"(?:^|[^0-9.])(?:25[0-5]|2[0-4][0-9]|1[0-9]{{2}}|[1-9]?[0-9])(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{{2}}|[1-9]?[0-9])){{3}}(?:$|[^0-9.])",
    });

    public static string English(PersonalText kind) => kind switch
    {
        PersonalText.Email => "e-mail addresses",
        PersonalText.Phone => "phone numbers",
        PersonalText.CreditCard => "card numbers",
        PersonalText.Iban => "IBANs",
        PersonalText.UsSocialSecurity => "US social security numbers",
        _ => "IP addresses",
    };

    public static string German(PersonalText kind) => kind switch
    {
        PersonalText.Email => "E-Mail-Adressen",
        PersonalText.Phone => "Telefonnummern",
        PersonalText.CreditCard => "Kartennummern",
        PersonalText.Iban => "IBANs",
        PersonalText.UsSocialSecurity => "US-Sozialversicherungsnummern",
        _ => "IP-Adressen",
    };
}
