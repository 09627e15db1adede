using Kali.Data.Quality;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Data;

/// <summary>What the values of a column stand for, in words.</summary>
public static class MeaningWords
{
    public static string Of(IStringLocalizer texts, MeaningKind kind) => kind switch
    {
        MeaningKind.Email => texts["e-mail addresses"],
        MeaningKind.WebAddress => texts["web addresses"],
        MeaningKind.Phone => texts["telephone numbers"],
        MeaningKind.Iban => texts["bank accounts (IBAN), check digits right"],
        MeaningKind.CardNumber => texts["card numbers, check digits right"],
        MeaningKind.IpAddress => texts["network addresses (IP)"],
        MeaningKind.Uuid => texts["unique identifiers (UUID)"],
        MeaningKind.CountryCode => texts["countries, two letters"],
        MeaningKind.CurrencyCode => texts["currencies, three letters"],
        MeaningKind.PostCode => texts["post codes"],
        MeaningKind.Year => texts["years"],
        MeaningKind.Latitude => texts["latitudes"],
        _ => texts["longitudes"],
    };
}
