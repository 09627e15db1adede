using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality;

/// <summary>
/// Tells what a column stands for from its name and its distinct values. Check digits confirm a kind or rule it out: of random numbers a tenth
/// pass them, so fewer than nineteen in twenty is no such column.
/// </summary>
internal static partial class Meanings
{
    private const double ShareWithName = 0.8;
    private const double ShareAlone = 0.95;
    private const double ShareProven = 0.95;
    private const int FewestValues = 2;
    private const int MostValues = 1000;

    private const string Countries =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ "
        + "DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
        + "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ "
        + "OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ "
        + "UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

    private const string Currencies =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP "
        + "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
        + "MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND "
        + "TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

    private static readonly ImmutableHashSet<string> CountryCodes = [.. Countries.Split(' ')];
    private static readonly ImmutableHashSet<string> CurrencyCodes = [.. Currencies.Split(' ')];

    private static readonly ImmutableArray<MeaningRule> Rules =
    [
        new(MeaningKind.Email, ["email", "mail", "emails"], Email().IsMatch, NeedsName: false),
        new(MeaningKind.WebAddress, ["url", "uri", "link", "website", "webseite", "homepage"], WebAddress().IsMatch, NeedsName: false),
        new(MeaningKind.Uuid, ["uuid", "guid"], text => Guid.TryParseExact(text, "D", out _), NeedsName: false),
        new(MeaningKind.Iban, ["iban", "account", "konto"], Iban().IsMatch, NeedsName: false, CheckDigits.IsIban),
        new(MeaningKind.CardNumber, ["card", "karte", "kreditkarte", "pan"], Card().IsMatch, NeedsName: false, CheckDigits.IsCardNumber),
        new(MeaningKind.IpAddress, ["ip", "address", "adresse"], IsIpAddress, NeedsName: false),
        new(MeaningKind.Phone, ["phone", "telephone", "telefon", "tel", "mobile", "mobil", "handy", "fax", "phonenumber", "telefonnummer"], Phone().IsMatch, NeedsName: true),
        new(MeaningKind.CountryCode, ["country", "land", "countrycode", "nation", "staat", "laenderkuerzel"], CountryCodes.Contains, NeedsName: true),
        new(MeaningKind.CurrencyCode, ["currency", "waehrung", "währung", "ccy"], CurrencyCodes.Contains, NeedsName: false),
        new(MeaningKind.PostCode, ["zip", "zipcode", "plz", "postcode", "postalcode", "postal", "postleitzahl"], PostCode().IsMatch, NeedsName: true),
    ];

    /// <param name="name">The column's name and label.</param>
    /// <param name="values">Distinct values, each with how often it stands.</param>
    public static Meaning? OfTexts(string name, IReadOnlyCollection<ValueCount> values)
    {
        if (values.Count == 0)
            return null;
        var words = WordsOf(name);
        // The most frequent come first; the tail of a long list is no better witness than its middle.
        var witnesses = values.Count <= MostValues ? values : [.. values.Take(MostValues)];
        return Rules.Select(rule => Judge(rule, words, witnesses)).OfType<Meaning>().OrderByDescending(meaning => meaning.Share).FirstOrDefault();
    }

    /// <summary>Numbers: only the name tells what they are, and their bounds must allow it.</summary>
    public static Meaning? OfNumbers(string name, bool isWhole, double? low, double? high)
    {
        var words = WordsOf(name);
        MeaningKind? kind = (low, high) switch
        {
            ( >= 1000, < 3000) when isWhole && words.Overlaps(["year", "jahr"]) => MeaningKind.Year,
            ( >= -90, <= 90) when words.Overlaps(["lat", "latitude", "breite", "breitengrad"]) => MeaningKind.Latitude,
            ( >= -180, <= 180) when words.Overlaps(["lon", "lng", "longitude", "laenge", "längengrad", "laengengrad"]) => MeaningKind.Longitude,
            _ => null,
        };
        return kind is null ? null : new Meaning(kind.Value, 1, IsNamed: true);
    }

    private static Meaning? Judge(MeaningRule rule, HashSet<string> words, IReadOnlyCollection<ValueCount> values)
    {
        var isNamed = words.Overlaps(rule.Words);
        if ((rule.NeedsName && !isNamed) || (values.Count < FewestValues && !isNamed))
            return null;
        var (all, such, proven) = (0L, 0L, 0L);
        foreach (var value in values)
        {
            all += value.Count;
            if (!rule.IsSuch(value.Value))
                continue;
            such += value.Count;
            if (rule.Proves?.Invoke(value.Value) == true)
                proven += value.Count;
        }
        var share = (double)such / all;
        var isTold = rule.Proves is null
            ? share >= (isNamed ? ShareWithName : ShareAlone)
            : share >= ShareWithName && proven >= ShareProven * such;
        return isTold ? new Meaning(rule.Kind, share, isNamed) : null;
    }

    private static HashSet<string> WordsOf(string name) =>
        [.. Word().Matches(CamelCase().Replace(name, "$1 $2")).Select(word => word.Value.ToLower(CultureInfo.InvariantCulture))];

    private static bool IsIpAddress(string text) =>
        (text.Count('.') == 3 || text.Count(':') >= 2) && !text.Contains(' ', StringComparison.Ordinal) && IPAddress.TryParse(text, out _);

    [GeneratedRegex("^[^@\\s\"<>]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex("^(?:https?|ftp)://[^\\s/]+\\S*$|^www\\.[^\\s/]+\\.\\S+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Iban();

    [GeneratedRegex("^[2-6][0-9]{3}(?:[ -]?[0-9]){9,15}$", RegexOptions.CultureInvariant)]
    private static partial Regex Card();

    [GeneratedRegex("^\\+?(?:[0-9()][ ()./-]*){6,17}$", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex("^(?:[A-Z]{1,2}-)?[0-9]{4,5}(?:-[0-9]{4})?$|^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$|^[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]$|^[0-9]{3}-?[0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex PostCode();

    [GeneratedRegex("(\\p{Ll})(\\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex CamelCase();

    [GeneratedRegex("[\\p{L}\\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
