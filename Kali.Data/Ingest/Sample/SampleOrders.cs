using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Kali.Data.Ingest.Sample;

/// <summary>
/// A month of orders as a German sales system exports it, with what such files have wrong with them: a note above the header,
/// semicolons, Windows-1252, decimal commas, four spellings of a country, deliveries before the order, addresses without an at sign,
/// amounts and dates that are none, rows sent twice and three lines that cannot be read. The same bytes every time.
/// </summary>
public static class SampleOrders
{
    public const string FileName = "orders_2026-09.csv";

    public const int LinesWithData = 48_213;
    public const int NotReadable = 3;
    public const int Duplicates = 118;
    public const int CountrySpelledOut = 212;
    public const int DeliveredBeforeOrdered = 96;
    public const int EmailsWithoutAt = 61;
    public const int ValuesThatDoNotFit = 42;

    /// <summary>Rows with one thing wrong; no row has two.</summary>
    public const int HeldBack = CountrySpelledOut + DeliveredBeforeOrdered + EmailsWithoutAt + ValuesThatDoNotFit;

    /// <summary>Columns in which hardly a row has anything, and need not.</summary>
    public static readonly ImmutableArray<string> MostlyEmpty = ["remark"];

    private const int Seed = 20_260_930;
    private const string Header =
        "Order ID;Order date;Delivery date;Customer;E-mail;City;Postal code;Country;Product;Quantity;Unit price (€);Amount (€);Weight (kg);Status;Payment;Region;Ordered at;Remark";

    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    private static readonly (string Customer, string Mail, string City, string Zip, string Country, string[] Spellings)[] Places =
    [
        ("Brandt GmbH", "einkauf@brandt.example", "Düsseldorf", "40210", "DE", ["Deutschland", "Ger"]),
        ("Weiß & Söhne", "bestellung@weiss-soehne.example", "Köln", "50667", "DE", ["Deutschland", "Germany"]),
        ("Huber KG", "office@huber.example", "Wien", "1010", "AT", ["Österreich"]),
        ("Rossi SpA", "acquisti@rossi.example", "Milano", "20121", "IT", ["Italien"]),
        ("Nowak i S-ka", "biuro@nowak.example", "Krakow", "30-002", "PL", ["Polen"]),
        ("van Dijk BV", "inkoop@vandijk.example", "Utrecht", "3511", "NL", ["Niederlande"]),
        ("Ferrand SARL", "achats@ferrand.example", "Lyon", "69001", "FR", ["Frankreich"]),
        ("Møller ApS", "indkob@moller.example", "København", "1050", "DK", ["Dänemark"]),
        ("Becker Baustoffe", "einkauf@becker.example", "Leipzig", "04109", "DE", ["Deutschland", "Ger"]),
        ("Martínez y Cía", "compras@martinez.example", "Sevilla", "41001", "ES", ["Spanien"]),
    ];

    private static readonly (string Name, decimal Price, decimal Weight)[] Products =
    [
        ("Schraubensatz M8", 12.90m, 0.85m), ("Dichtung 40 mm", 3.20m, 0.04m), ("Lager 6204", 7.75m, 0.11m), ("Welle 300 mm", 48.00m, 2.40m),
        ("Motor 0,75 kW", 189.50m, 9.80m), ("Getriebe i=10", 412.00m, 14.20m), ("Sensor PT100", 29.90m, 0.09m), ("Kabel 5 m", 8.40m, 0.32m),
    ];

    private static readonly string[] States = ["shipped", "shipped", "shipped", "open", "cancelled"];

    private static readonly string[] Payments = ["invoice", "invoice", "card", "transfer"];

    private static readonly string[] Regions = ["North", "South", "East", "West"];

    static SampleOrders() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Writes the file, about 7 MB.</summary>
    public static void Write(Stream target)
    {
        using var writer = new StreamWriter(target, Encoding.GetEncoding(1252), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine("Export of 30.09.2026");
        writer.WriteLine();
        writer.WriteLine(Header);
        var random = new Random(Seed);
        var kinds = Kinds(random);
        var previous = "";
        for (var i = 0; i < kinds.Length; i++)
        {
            var line = kinds[i] switch
            {
                Defect.Duplicate => previous,
                Defect.NotReadable => Order(random, i, Defect.None) + ";4711;see note",
                var defect => Order(random, i, defect),
            };
            writer.WriteLine(line);
            if (kinds[i] == Defect.None)
                previous = line;
        }
    }

    /// <summary>Which line has what; the first one has nothing, so that a duplicate always has something to repeat.</summary>
    private static Defect[] Kinds(Random random)
    {
        var kinds = new List<Defect>(LinesWithData);
        Add(Defect.NotReadable, NotReadable);
        Add(Defect.Duplicate, Duplicates);
        Add(Defect.Country, CountrySpelledOut);
        Add(Defect.Delivery, DeliveredBeforeOrdered);
        Add(Defect.Email, EmailsWithoutAt);
        Add(Defect.Value, ValuesThatDoNotFit);
        Add(Defect.None, LinesWithData - kinds.Count);
        var shuffled = kinds.ToArray();
        random.Shuffle(shuffled);
        var clean = Array.IndexOf(shuffled, Defect.None);
        (shuffled[0], shuffled[clean]) = (shuffled[clean], shuffled[0]);
        return shuffled;

        void Add(Defect defect, int count) => kinds.AddRange(Enumerable.Repeat(defect, count));
    }

    private static string Order(Random random, int number, Defect defect)
    {
        var place = Places[random.Next(Places.Length)];
        var product = Products[random.Next(Products.Length)];
        var quantity = random.Next(1, 40);
        var ordered = new DateTime(2026, 9, 1, 6, 0, 0, DateTimeKind.Utc).AddSeconds(number * (30L * 86_400 - 50_000) / LinesWithData);
        var delivered = ordered.AddDays(defect == Defect.Delivery ? -random.Next(2, 40) : random.Next(1, 9));
        var amount = (product.Price * quantity).ToString("#,##0.00", German);
        var deliveryDate = delivered.ToString("dd.MM.yyyy", German);
        if (defect == Defect.Value && number % 2 == 0)
            amount = random.Next(2) == 0 ? "on request" : amount + " EUR";
        else if (defect == Defect.Value)
            deliveryDate = random.Next(2) == 0 ? "31.09.2026" : "week 40";
        string[] cells =
        [
            string.Create(CultureInfo.InvariantCulture, $"A-{10_000 + number}"),
            ordered.ToString("dd.MM.yyyy", German),
            deliveryDate,
            place.Customer,
            defect == Defect.Email ? place.Mail.Replace("@", " at ", StringComparison.Ordinal) : place.Mail,
            place.City,
            place.Zip,
            defect == Defect.Country ? place.Spellings[random.Next(place.Spellings.Length)] : place.Country,
            product.Name,
            quantity.ToString(CultureInfo.InvariantCulture),
            product.Price.ToString("#,##0.00", German),
            amount,
            (product.Weight * quantity).ToString("#,##0.00", German),
            States[random.Next(States.Length)],
            Payments[random.Next(Payments.Length)],
            Regions[random.Next(Regions.Length)],
            ordered.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Remark(random),
        ];
        return string.Join(';', cells);
    }

    private static string Remark(Random random) => random.Next(40) switch
    {
        0 => "\"Deliver to gate 3; ring twice\"",
        1 => "n/a",
        2 => "\"Called \"\"urgent\"\" by the customer\"",
        3 => "Größe prüfen ",
        _ => "",
    };

    private enum Defect
    {
        None,
        NotReadable,
        Duplicate,
        Country,
        Delivery,
        Email,
        Value,
    }
}
