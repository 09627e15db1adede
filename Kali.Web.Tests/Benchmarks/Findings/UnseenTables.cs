using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>
/// A second set that no detector was written for. Here two columns decide together what none decides alone: branches in towns whose names several states have,
/// shipments between hubs, and results of a laboratory in which every substance has numbers of its own.
/// </summary>
public static class UnseenTables
{
    public static IEnumerable<MadeTable> All(int seed) => [Branches(seed), Shipments(seed + 1), Laboratory(seed + 2)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>City and state decide the zip code; the name of the city alone does not, nor does the state.</summary>
    public static MadeTable Branches(int seed)
    {
        string[] header = ["branch", "company", "street", "city", "state", "zip", "phone", "opened", "staff", "kind"];
        var random = new Random(seed);
        string[] cities = ["Springfield", "Franklin", "Clinton", "Greenville", "Bristol", "Fairview", "Salem", "Madison", "Georgetown", "Arlington", "Ashland", "Dover", "Oxford", "Jackson", "Burlington", "Manchester", "Milton", "Newport", "Auburn", "Centerville", "Clayton", "Dayton", "Lexington", "Milford", "Riverside"];
        string[] states = ["IL", "OH", "TN", "NC", "KY", "VA", "PA", "NJ", "MA", "WI", "MO", "IN"];
        string[] companies = [.. Enumerable.Range(0, 120).Select(i => $"{random.Of(MadeWords.Last)} {random.Of(["Foods", "Tools", "Pharmacy", "Books", "Sports"])}")];
        var places = cities.SelectMany(city => states.OrderBy(_ => random.Next()).Take(random.Next(2, 6)).Select(state => (City: city, State: state, Zip: Text($"{random.Next(10000, 99999)}")))).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < 7000; i++)
        {
            var place = random.Often(places);
            rows.Add([
                Text($"B{10000 + i}"), random.Of(companies), Text($"{random.Next(1, 999)} {random.Of(["Main St", "Oak Ave", "Park Rd", "Hill St", "Lake Dr", "2nd St", "Church Ln"])}"), place.City, place.State, place.Zip,
                Text($"({random.Next(201, 989)}) {random.Next(200, 999)}-{random.Next(1000, 9999)}"), Day(new DateTime(1998, 1, 1).AddDays(random.Next(9800))), Text($"{(int)Math.Exp(random.Normal(2.6, 0.7))}"), random.Of(["store", "store", "store", "depot", "office"]),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.006, "city", "kind").Breaks(0.008, "zip", "state").Breaks(0.004, "city").Blanks(0.006, "zip", "state").Placeholders(0.004, "n/a", "phone")
            .Change("format", 0.005, "phone", (_, value) => value.Replace("(", "", StringComparison.Ordinal).Replace(") ", "-", StringComparison.Ordinal)).Years(0.004, "opened", "yyyy-MM-dd", -100).Change("outlier", 0.003, "staff", (pick, _) => Text($"-{pick.Next(1, 40)}"))
            .Swaps(0.004, "city", "state").Repeats(0.005).Done("branches");
    }

    /// <summary>Start and end decide the distance and the zone, zone and service the days; the charge is the product of weight and rate.</summary>
    public static MadeTable Shipments(int seed)
    {
        string[] header = ["sendung", "von", "nach", "zone", "km", "dienst", "tage", "gewicht_kg", "satz", "fracht", "abgang", "ankunft", "bemerkung"];
        var random = new Random(seed);
        var hubs = MadeWords.Places.Take(12).Select(place => place.City).ToList();
        var ways = hubs.SelectMany(from => hubs.Where(to => to != from).Select(to => (From: from, To: to))).ToDictionary(way => way, _ => random.Next(60, 820));
        string[] services = ["Standard", "Express", "Termin", "Sperrgut"];
        var rows = new List<string[]>();
        for (var i = 0; i < 9000; i++)
        {
            var from = random.Often(hubs);
            var to = random.Of(hubs.Where(hub => hub != from).ToList());
            var km = ways[(from, to)];
            var zone = km < 250 ? "A" : km < 500 ? "B" : "C";
            var service = services[(int)(4 * Math.Pow(random.NextDouble(), 2))];
            var days = (zone[0] - 'A') + service switch { "Express" => 1, "Termin" => 2, "Sperrgut" => 5, _ => 3 };
            var (weight, rate, leaves) = (Math.Round(Math.Exp(random.Normal(2.4, 1)), 1), 0.4 + 0.3 * (zone[0] - 'A') + (service is "Express" ? 0.9 : 0), new DateTime(2026, 2, 1).AddDays(i / 60));
            rows.Add([
                Text($"S-{7000000 + i * 7}"), from, to, zone, Text($"{km}"), service, Text($"{days}"), Fixed(weight, 1), Fixed(rate, 2), Fixed(weight * rate, 2), Day(leaves), Day(leaves.AddDays(days)), random.NextDouble() < 0.93 ? "" : random.Of(["Rampe gesperrt", "bitte vorher anrufen", "Palette beschädigt", "Abholung durch Kunden"]),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.006, "von", "nach", "dienst").Breaks(0.006, "zone", "tage", "km").Change("broken total", 0.006, "fracht", (pick, value) => Fixed(Number(value) + pick.Next(4, 80), 2)).Times("unit shift", 0.004, 1000, 1, "gewicht_kg")
            .Blanks(0.005, "zone", "dienst").Placeholders(0.004, "k. A.", "nach").Change("wrong date", 0.005, "ankunft", (pick, value) => Day(DateTime.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-pick.Next(20, 90)))).Repeats(0.004).Done("shipments");
    }

    /// <summary>One column of values for twelve substances, each with its unit, its limits and its own order of magnitude.</summary>
    public static MadeTable Laboratory(int seed)
    {
        string[] header = ["sample", "taken", "substance", "method", "value", "unit", "lower", "upper", "flag", "analyst", "site"];
        var random = new Random(seed);
        (string Name, string Method, string Unit, double Middle, double Spread, double Low, double High, int Digits)[] substances =
        [
            ("Sodium", "ISE", "mmol/l", 140, 3, 135, 145, 0), ("Potassium", "ISE", "mmol/l", 4.2, 0.4, 3.5, 5.1, 1), ("Chloride", "ISE", "mmol/l", 102, 3, 98, 107, 0), ("Glucose", "HK", "mg/dl", 95, 14, 70, 110, 0),
            ("Creatinine", "Jaffe", "mg/dl", 0.9, 0.2, 0.5, 1.2, 2), ("Ferritin", "CLIA", "ng/ml", 120, 55, 30, 300, 0), ("TSH", "CLIA", "mU/l", 1.8, 0.8, 0.4, 4, 2), ("Haemoglobin", "SLS", "g/dl", 14.2, 1.3, 12, 17, 1),
            ("Albumin", "BCG", "g/l", 43, 4, 35, 52, 1), ("Lactate", "HK", "mmol/l", 1.3, 0.4, 0.5, 2.2, 1), ("Calcium", "BCG", "mmol/l", 2.4, 0.1, 2.1, 2.6, 2), ("Zinc", "AAS", "ug/dl", 90, 12, 60, 120, 0),
        ];
        string[] analysts = ["rk", "tm", "jb", "so", "lw", "pv"];
        var rows = new List<string[]>();
        for (var i = 0; i < 10000; i++)
        {
            var substance = random.Often(substances);
            var value = Math.Max(substance.Middle * 0.1, random.Normal(substance.Middle, substance.Spread));
            var shown = Fixed(value, substance.Digits);
            rows.Add([
                Text($"{260000 + i / 6}-{1 + i % 6}"), Day(new DateTime(2026, 3, 1).AddDays(i / 120)), substance.Name, substance.Method, shown, substance.Unit, Text($"{substance.Low}"), Text($"{substance.High}"),
                Number(shown) < substance.Low ? "L" : Number(shown) > substance.High ? "H" : "", random.Of(analysts), random.Of(["Main lab", "Main lab", "Night lab", "Clinic West"]),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.006, "substance", "site").Breaks(0.006, "unit", "method", "upper").Times("unit shift", 0.005, 1000, 0, "value").Blanks(0.005, "unit", "value").Placeholders(0.004, "n.d.", "value").Breaks(0.004, "substance")
            .Change("wrong date", 0.004, "taken", (pick, value) => Day(DateTime.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddYears(pick.Next(2) == 0 ? -10 : 10))).Change("format", 0.005, "sample", (_, value) => value.Replace('-', '/')).Repeats(0.004).Done("laboratory");
    }
}
