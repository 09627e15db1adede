using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>The tables of the benchmark: orders and sensor readings in English, customers, payroll and invoices in German, 10,000 rows each.</summary>
public static class MadeTables
{
    public const int Rows = 10_000;

    public static IEnumerable<MadeTable> All(int seed) => [Orders(seed), Customers(seed + 1), Sensors(seed + 2), Payroll(seed + 3), Invoices(seed + 4)];

    private static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string German(DateTime day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static MadeTable Orders(int seed)
    {
        string[] header = ["order_id", "order_date", "ship_date", "customer_id", "product_code", "product_name", "category", "quantity", "unit_price", "total", "status", "channel", "comment"];
        var random = new Random(seed);
        var day = new DateTime(2025, 1, 1);
        var rows = new List<string[]>();
        for (var i = 0; i < Rows; i++)
        {
            if (random.NextDouble() < 0.06)
                day = day.AddDays(1);
            var product = random.Often(MadeWords.Products);
            var quantity = 1 + (int)(12 * Math.Pow(random.NextDouble(), 2));
            var status = random.NextDouble() switch { < 0.7 => "delivered", < 0.85 => "shipped", < 0.95 => "open", _ => "returned" };
            var channel = random.NextDouble() switch { < 0.6 => "web", < 0.85 => "shop", _ => "phone" };
            rows.Add([
                Text($"ORD-{100000 + i}"), Iso(day), Iso(day.AddDays(1 + random.Next(9))), Text($"C{1000 + random.Next(1200)}"), product.Sku, product.Name, product.Category,
                Text($"{quantity}"), MadeTable.Money(product.Price), MadeTable.Money(product.Price * quantity), status, channel, random.NextDouble() < 0.8 ? "" : random.Of(["gift", "call before delivery", "leave at the door", "urgent"]),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Typos(0.006, "product_name", "category", "status").Breaks(0.005, "category", "product_code").Swaps(0.004, "product_name", "category")
            .Times("unit shift", 0.004, 100, 2, "unit_price").Blanks(0.005, "customer_id", "quantity").Placeholders(0.004, "n/a", "status", "unit_price")
            .Change("outlier", 0.003, "quantity", (pick, _) => Text($"{pick.Next(500, 5000)}")).Dates("mixed dates", 0.006, "order_date", "yyyy-MM-dd", "dd/MM/yyyy").Years(0.003, "ship_date", "yyyy-MM-dd", 10)
            .Change("broken total", 0.005, "total", (pick, value) => MadeTable.Money(double.Parse(value, CultureInfo.InvariantCulture) + pick.Next(1, 50)))
            .Shifts(0.002, "category").Repeats(0.005).Done("orders");
    }

    public static MadeTable Customers(int seed)
    {
        string[] header = ["Kundennummer", "Vorname", "Nachname", "Geburtsdatum", "Strasse", "PLZ", "Ort", "Bundesland", "Land", "E-Mail", "Telefon", "Kundengruppe", "Seit"];
        var random = new Random(seed);
        var rows = new List<string[]>();
        for (var i = 0; i < Rows; i++)
        {
            var (first, last, place) = (random.Often(MadeWords.First), random.Often(MadeWords.Last), random.Often(MadeWords.Places));
            rows.Add([
                Text($"K{200000 + i}"), first, last, German(new DateTime(1940, 1, 1).AddDays(random.Next(24000))), Text($"{random.Of(MadeWords.Streets)} {random.Next(1, 180)}"), place.Zip, place.City, place.State, "Deutschland",
                Text($"{first}.{last}{random.Next(1000)}@beispiel.de").ToLowerInvariant(), Text($"0{random.Next(151, 179)} {random.Next(1000000, 9999999)}"), random.NextDouble() switch { < 0.55 => "Privat", < 0.85 => "Gewerbe", _ => "Behörde" },
                German(new DateTime(2015, 1, 1).AddDays(random.Next(3600))),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Typos(0.006, "Ort", "Bundesland", "Kundengruppe", "Vorname").Breaks(0.006, "Ort", "Bundesland").Swaps(0.005, "Vorname", "Nachname").Swaps(0.003, "PLZ", "Ort")
            .Blanks(0.005, "Nachname", "PLZ").Placeholders(0.004, "unbekannt", "Telefon", "Kundengruppe").Change("outlier", 0.002, "Geburtsdatum", (_, _) => "01.01.1900")
            .Dates("mixed dates", 0.006, "Seit", "dd.MM.yyyy", "yyyy-MM-dd").Change("encoding", 0.004, "Strasse", (_, value) => value.Contains('ß', StringComparison.Ordinal) ? value.Replace("ß", "Ã\u009F", StringComparison.Ordinal) : value)
            .Change("format", 0.004, "E-Mail", (_, value) => value.Replace('@', ' ')).NearRepeats(0.005, "Kundennummer", pick => Text($"K{900000 + pick.Next(99999)}"), "Strasse", "E-Mail").Repeats(0.004).Done("customers");
    }

    public static MadeTable Sensors(int seed)
    {
        string[] header = ["reading_id", "sensor", "site", "timestamp", "temperature_c", "humidity_pct", "pressure_hpa", "battery_v", "status"];
        var random = new Random(seed);
        var rows = new List<string[]>();
        for (var i = 0; i < Rows; i++)
        {
            var sensor = i % 40;
            var time = new DateTime(2026, 2, 1).AddMinutes(i / 40 * 30);
            rows.Add([
                Text($"{i + 1}"), Text($"S-{sensor + 101}"), random.Of(new[] { new[] { "North hall", "South hall", "Yard", "Cold store", "Office" }[sensor % 5] }), time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                (sensor % 5 == 3 ? random.Normal(4, 0.6) : random.Normal(19 + 4 * Math.Sin(time.Hour / 24.0 * 6.28), 1.2)).ToString("0.0", CultureInfo.InvariantCulture), random.Normal(48, 6).ToString("0.0", CultureInfo.InvariantCulture),
                random.Normal(1013, 5).ToString("0.0", CultureInfo.InvariantCulture), Math.Max(3.1, 4.15 - i / 40 * 0.002 + random.Normal(0, 0.01)).ToString("0.00", CultureInfo.InvariantCulture), random.NextDouble() < 0.96 ? "ok" : "maintenance",
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Change("unit shift", 0.006, "temperature_c", (_, value) => (double.Parse(value, CultureInfo.InvariantCulture) * 1.8 + 32).ToString("0.0", CultureInfo.InvariantCulture)).Times("unit shift", 0.006, 0.1, 1, "pressure_hpa")
            .Change("outlier", 0.004, "humidity_pct", (pick, _) => Text($"{pick.Next(150, 990)}.0")).Change("outlier", 0.003, "battery_v", (_, _) => "-1.00").Change("outlier", 0.003, "temperature_c", (_, _) => "999.9")
            .Typos(0.006, "site", "status").Breaks(0.006, "site").Blanks(0.006, "humidity_pct", "sensor").Placeholders(0.004, "---", "pressure_hpa", "battery_v").Dates("mixed dates", 0.006, "timestamp", "yyyy-MM-dd HH:mm", "dd.MM.yyyy HH:mm")
            .Swaps(0.004, "sensor", "site").Repeats(0.005).Done("sensor readings");
    }

    public static MadeTable Payroll(int seed)
    {
        string[] header = ["Personalnummer", "Name", "Abteilung", "Kostenstelle", "Stelle", "Eintritt", "Stunden", "Stundenlohn", "Brutto", "Steuer", "Netto", "Monat", "Waehrung", "Bank"];
        var random = new Random(seed);
        (string Name, string Center)[] departments = [("Vertrieb", "4100"), ("Einkauf", "4200"), ("Produktion", "5100"), ("Lager", "5200"), ("Verwaltung", "6100"), ("Entwicklung", "7100"), ("Kundendienst", "4300")];
        string[] jobs = ["Sachbearbeiter", "Teamleiter", "Facharbeiter", "Auszubildender", "Ingenieur", "Abteilungsleiter"];
        double[] wages = [19.5, 29.8, 22.4, 11.2, 34.6, 48.9];
        var people = Enumerable.Range(0, 850).Select(i => (Number: Text($"P{30000 + i}"), Name: $"{random.Often(MadeWords.Last)}, {random.Often(MadeWords.First)}", Department: random.Of(departments), Job: random.Next(jobs.Length),
            Entry: new DateTime(2001, 1, 1).AddDays(random.Next(8700)), Bank: random.Of(["Sparkasse", "Volksbank", "Postbank", "Commerzbank"]))).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < Rows; i++)
        {
            var person = people[i % people.Count];
            var hours = Math.Round(random.Normal(158, 8), 1);
            var wage = wages[person.Job];
            var gross = Math.Round(hours * wage, 2);
            var tax = Math.Round(gross * 0.31 + random.Normal(0, 20), 2);
            rows.Add([
                person.Number, person.Name, person.Department.Name, person.Department.Center, jobs[person.Job], German(person.Entry), hours.ToString("0.0", CultureInfo.InvariantCulture), MadeTable.Money(wage), MadeTable.Money(gross), MadeTable.Money(tax),
                MadeTable.Money(gross - tax), Text($"2025-{i / people.Count % 12 + 1:00}"), "EUR", person.Bank,
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Typos(0.006, "Abteilung", "Stelle", "Bank").Breaks(0.006, "Abteilung", "Kostenstelle", "Stelle").Blanks(0.005, "Bank", "Eintritt").Placeholders(0.004, "k.A.", "Abteilung", "Steuer")
            .Change("broken total", 0.006, "Netto", (pick, value) => MadeTable.Money(double.Parse(value, CultureInfo.InvariantCulture) + pick.Next(20, 400))).Times("unit shift", 0.005, 100, 2, "Stundenlohn").Change("outlier", 0.004, "Stunden", (pick, _) => Text($"{pick.Next(900, 2000)}.0"))
            .Years(0.003, "Eintritt", "dd.MM.yyyy", 100).Dates("mixed dates", 0.005, "Eintritt", "dd.MM.yyyy", "MM/dd/yyyy").Change("placeholder", 0.003, "Waehrung", (_, _) => "XXX").Swaps(0.004, "Abteilung", "Stelle").Repeats(0.004).Done("payroll");
    }

    public static MadeTable Invoices(int seed)
    {
        string[] header = ["Rechnung", "Datum", "Faellig", "Kunde", "Kundenname", "Land", "Waehrung", "Netto", "MwSt_Satz", "MwSt", "Brutto", "Zahlungsart", "Bezahlt_am"];
        var random = new Random(seed);
        (string Country, string Currency, double Rate)[] countries = [("Deutschland", "EUR", 19), ("Österreich", "EUR", 20), ("Schweiz", "CHF", 8.1), ("Polen", "PLN", 23), ("Tschechien", "CZK", 21), ("Dänemark", "DKK", 25)];
        var customers = Enumerable.Range(0, 400).Select(i => (Id: Text($"D-{5000 + i}"), Name: $"{random.Of(MadeWords.Last)} {random.Of(["GmbH", "AG", "KG", "e.K.", "OHG"])} {i}", Country: random.Often(countries))).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < Rows; i++)
        {
            var customer = random.Often(customers);
            var day = new DateTime(2025, 1, 1).AddDays(i * 364 / Rows);
            var net = Math.Round(Math.Exp(random.Normal(5.8, 0.9)), 2);
            var vat = Math.Round(net * customer.Country.Rate / 100, 2);
            rows.Add([
                Text($"RE-2025-{i + 1:00000}"), Iso(day), Iso(day.AddDays(30)), customer.Id, customer.Name, customer.Country.Country, customer.Country.Currency, MadeTable.Money(net), customer.Country.Rate.ToString("0.0", CultureInfo.InvariantCulture),
                MadeTable.Money(vat), MadeTable.Money(net + vat), random.NextDouble() switch { < 0.6 => "Überweisung", < 0.85 => "Lastschrift", _ => "Kreditkarte" }, random.NextDouble() < 0.3 ? "" : Iso(day.AddDays(random.Next(1, 45))),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Typos(0.006, "Kundenname", "Land", "Zahlungsart").Breaks(0.006, "Land", "Waehrung", "Kundenname").Change("broken total", 0.006, "Brutto", (pick, value) => MadeTable.Money(double.Parse(value, CultureInfo.InvariantCulture) + pick.Next(1, 90)))
            .Times("unit shift", 0.005, 100, 2, "Netto").Blanks(0.005, "Zahlungsart", "Waehrung").Placeholders(0.004, "n.a.", "Kundenname", "MwSt").Dates("mixed dates", 0.006, "Datum", "yyyy-MM-dd", "dd.MM.yyyy").Years(0.004, "Faellig", "yyyy-MM-dd", -20)
            .Swaps(0.004, "Land", "Kundenname").Change("outlier", 0.003, "MwSt_Satz", (pick, _) => Text($"{pick.Next(100, 900)}.0")).Repeats(0.005).Done("invoices");
    }
}
