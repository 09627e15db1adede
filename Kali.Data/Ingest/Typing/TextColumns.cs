namespace Kali.Data.Ingest.Typing;

/// <summary>Columns whose digits are no quantity: nobody adds up post codes. Told by a word of their header.</summary>
internal static class TextColumns
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "zip", "zipcode", "plz", "postcode", "postalcode", "postal", "postleitzahl", "postleitzahlen",
        "phone", "phonenumber", "telephone", "telefon", "telefonnummer", "tel", "mobile", "mobil", "mobilnummer", "handy", "handynummer", "fax", "faxnummer",
        "iban", "bic", "blz", "kontonummer", "isbn", "issn", "ean", "gtin", "upc", "barcode", "ssn", "steuernummer", "imei",
    };

    public static bool Has(string label) => SafeName.From(label, "").Split('_').Any(Words.Contains);
}
