using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>Tables of other shapes and sizes, for what the detectors make of tables that nobody had in mind.</summary>
public static class FurtherTables
{
    public static IEnumerable<MadeTable> All(int seed) => [Stock(seed), Patients(seed + 1), Trips(seed + 2), Meters(seed + 3), Grades(seed + 4), Quotes(seed + 5)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Small, with suppliers who moved, goods in grams and several prices a supplier.</summary>
    public static MadeTable Stock(int seed)
    {
        string[] header = ["item", "description", "supplier", "supplier_city", "bin", "weight_g", "in_stock", "reorder_at", "cost", "value", "last_count"];
        var random = new Random(seed);
        string[] goods = ["hex bolt", "wing nut", "flat washer", "copper pipe", "ball valve", "hose clamp", "gasket", "bearing", "spring", "cable tie"];
        var suppliers = Enumerable.Range(0, 30).Select(i => (Name: $"{random.Of(MadeWords.Last)} {random.Of(["Metals", "Supply", "Trading", "Works"])}", Town: random.Of(MadeWords.Towns))).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < 2500; i++)
        {
            var supplier = random.Often(suppliers);
            var (stock, cost) = (random.Next(0, 900), Math.Round(Math.Exp(random.Normal(1.2, 1)), 2));
            rows.Add([
                Text($"I{10000 + i}"), Text($"{random.Of(goods)} M{random.Next(3, 20)}"), supplier.Name, supplier.Town.City, Text($"{(char)('A' + random.Next(8))}-{random.Next(10, 60)}-{random.Next(1, 9)}"), Fixed(Math.Exp(random.Normal(3.5, 0.7)), 1),
                Text($"{stock}"), Text($"{random.Next(2, 20) * 10}"), Fixed(cost, 2), Fixed(stock * cost, 2), random.NextDouble() < 0.15 ? "" : Iso(new DateTime(2026, 1, 1).AddDays(random.Next(200))),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.01, "supplier", "supplier_city").Breaks(0.01, "supplier_city").Change("format", 0.01, "bin", (_, value) => value.Replace('-', '/'))
            .Blanks(0.008, "bin", "cost").Placeholders(0.006, "tbd", "supplier").Change("broken total", 0.01, "value", (pick, value) => Fixed(double.Parse(value, CultureInfo.InvariantCulture) + pick.Next(3, 90), 2))
            .Change("outlier", 0.006, "in_stock", (pick, _) => Text($"{-pick.Next(5, 50)}")).Years(0.006, "last_count", "yyyy-MM-dd", -30).Repeats(0.008).Done("stock");
    }

    /// <summary>Text keys, truth columns, heights and weights, a code that decides a name, addresses.</summary>
    public static MadeTable Patients(int seed)
    {
        string[] header = ["Fall", "Patient", "Geschlecht", "Geboren", "Groesse_cm", "Gewicht_kg", "Diagnose", "Diagnosetext", "Station", "Aufnahme", "Entlassung", "Tage", "Raucher"];
        var random = new Random(seed);
        (string Code, string Name)[] diagnoses = [("I10", "Bluthochdruck"), ("E11", "Diabetes Typ 2"), ("J45", "Asthma"), ("M54", "Rückenschmerzen"), ("K21", "Reflux"), ("F32", "Depression"), ("S72", "Schenkelhalsbruch"), ("I21", "Herzinfarkt"), ("N39", "Harnwegsinfekt"), ("G43", "Migräne")];
        var rows = new List<string[]>();
        for (var i = 0; i < 6000; i++)
        {
            var (diagnosis, isMale, days) = (random.Often(diagnoses), random.NextDouble() < 0.5, 1 + random.Next(14));
            var (height, into) = (random.Normal(isMale ? 179 : 166, 7), new DateTime(2025, 1, 1).AddDays(random.Next(360)));
            rows.Add([
                Text($"F-{700000 + i}"), $"{random.Often(MadeWords.Last)}, {random.Often(MadeWords.First)}", isMale ? "männlich" : "weiblich", new DateTime(1930, 1, 1).AddDays(random.Next(32000)).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
                Fixed(height, 0), Fixed(height - 100 + random.Normal(0, 9), 1), diagnosis.Code, diagnosis.Name, random.Of(["Innere", "Chirurgie", "Neurologie", "Geriatrie"]), into.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
                into.AddDays(days).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), Text($"{days}"), random.NextDouble() < 0.2 ? "ja" : "nein",
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.008, "Diagnosetext", "Station", "Geschlecht").Breaks(0.008, "Diagnose").Times("unit shift", 0.006, 0.01, 2, "Groesse_cm").Change("outlier", 0.005, "Gewicht_kg", (pick, _) => Text($"{pick.Next(600, 900)}.0"))
            .Blanks(0.006, "Geschlecht", "Aufnahme").Placeholders(0.005, "?", "Station", "Raucher").Change("broken total", 0.008, "Entlassung", (pick, value) => DateTime.ParseExact(value, "dd.MM.yyyy", CultureInfo.InvariantCulture).AddDays(-pick.Next(20, 60)).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture))
            .Swaps(0.005, "Diagnose", "Diagnosetext").Years(0.004, "Geboren", "dd.MM.yyyy", -200).Repeats(0.005).Done("patients");
    }

    /// <summary>Large, with routes that decide distances, decimal commas of none, and free text.</summary>
    public static MadeTable Trips(int seed)
    {
        string[] header = ["trip", "driver", "vehicle", "plate", "from", "to", "route_km", "started", "minutes", "fuel_l", "note"];
        var random = new Random(seed);
        var vehicles = Enumerable.Range(0, 60).Select(i => (Kind: random.Of(["Van", "Truck", "Car"]), Plate: Text($"B-{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))} {random.Next(100, 9999)}"))).ToList();
        var routes = MadeWords.Towns.SelectMany((a, i) => MadeWords.Towns.Skip(i + 1).Select(b => (From: a.City, To: b.City, Km: 40 + random.Next(900)))).OrderBy(_ => random.Next()).Take(45).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < 12000; i++)
        {
            var ((kind, plate), route) = (random.Of(vehicles), random.Often(routes));
            rows.Add([
                Text($"T{i + 1:000000}"), $"{random.Of(MadeWords.First)} {random.Of(MadeWords.Last)}", kind, plate, route.From, route.To, Text($"{route.Km}"), new DateTime(2026, 3, 1).AddMinutes(i * 7 + random.Next(30)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Text($"{(int)(route.Km * random.Normal(0.75, 0.06))}"), Fixed(route.Km * random.Normal(0.11, 0.012), 1), random.NextDouble() < 0.9 ? "" : random.Of(["delayed at the border", "road works near the city", "detour after an accident", "customer was late"]),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.006, "from", "to", "vehicle").Breaks(0.006, "vehicle", "route_km").Times("unit shift", 0.005, 10, 1, "fuel_l").Times("unit shift", 0.005, 1 / 60.0, 0, "minutes").Blanks(0.006, "plate", "route_km")
            .Placeholders(0.004, "-", "driver").Change("format", 0.005, "plate", (_, value) => value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)).Dates("mixed dates", 0.005, "started", "yyyy-MM-dd HH:mm:ss", "MM/dd/yyyy HH:mm:ss").Repeats(0.004).Done("trips");
    }

    /// <summary>Readings that only rise, a tariff a customer, consumption as a difference.</summary>
    public static MadeTable Meters(int seed)
    {
        string[] header = ["meter", "month", "tariff", "reading_before", "reading_after", "used_kwh", "price_kwh", "amount_eur", "street", "paid"];
        var random = new Random(seed);
        (string Name, double Price)[] tariffs = [("Basic", 0.34), ("Green", 0.37), ("Night", 0.29), ("Business", 0.31)];
        var rows = new List<string[]>();
        for (var meter = 0; meter < 500; meter++)
        {
            var (tariff, reading, street) = (random.Of(tariffs), random.Next(1000, 60000), Text($"{random.Of(MadeWords.Streets)} {random.Next(1, 90)}"));
            for (var month = 1; month <= 12; month++)
            {
                var used = (int)Math.Max(20, random.Normal(260, 60));
                rows.Add([Text($"DE-{40000 + meter * 13}"), Text($"2025-{month:00}"), tariff.Name, Text($"{reading}"), Text($"{reading + used}"), Text($"{used}"), Fixed(tariff.Price, 2), Fixed(used * tariff.Price, 2), street, random.NextDouble() < 0.93 ? "yes" : "no"]);
                reading += used;
            }
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.008, "tariff", "street").Breaks(0.008, "tariff").Change("broken total", 0.008, "used_kwh", (pick, value) => Text($"{int.Parse(value, CultureInfo.InvariantCulture) + pick.Next(5, 90)}"))
            .Times("unit shift", 0.006, 100, 2, "amount_eur").Blanks(0.006, "tariff", "reading_after").Placeholders(0.005, "N/A", "price_kwh").Breaks(0.006, "street").Change("outlier", 0.004, "reading_before", (_, _) => "9999999").Shifts(0.003, "tariff").Repeats(0.005).Done("meters");
    }

    /// <summary>Few columns, few rows, marks from 1.0 to 5.0, a term with a long tail of names.</summary>
    public static MadeTable Grades(int seed)
    {
        string[] header = ["student", "course", "lecturer", "term", "grade", "points", "passed"];
        var random = new Random(seed);
        var courses = new[] { "Algebra", "Statistics", "Databases", "Networks", "Compilers", "Ethics", "Economics", "Logic" }.Select(course => (Name: course, Lecturer: $"Dr. {random.Of(MadeWords.Last)}")).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < 900; i++)
        {
            var (course, points) = (random.Of(courses), random.Next(10, 101));
            rows.Add([Text($"s{random.Next(1000, 1400)}"), course.Name, course.Lecturer, random.Of(["2024W", "2025S", "2025W"]), Fixed(Math.Round(Math.Clamp(6 - points / 20.0, 1, 5), 1), 1), Text($"{points}"), points >= 40 ? "yes" : "no"]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.012, "course", "lecturer").Breaks(0.012, "lecturer").Change("outlier", 0.01, "points", (pick, _) => Text($"{pick.Next(400, 999)}")).Blanks(0.01, "term").Change("format", 0.012, "term", (_, value) => value.Replace("20", "", StringComparison.Ordinal))
            .Placeholders(0.01, "unknown", "lecturer").Repeats(0.01).Done("grades");
    }

    /// <summary>Several sources quote prices for the same goods.</summary>
    public static MadeTable Quotes(int seed)
    {
        string[] header = ["quote", "source", "isin", "name", "day", "open", "close", "currency"];
        var random = new Random(seed);
        var papers = Enumerable.Range(0, 120).Select(i => (Isin: Text($"DE{random.Next(100000000, 999999999):0000000000}"), Name: $"{random.Of(MadeWords.Last)} {random.Of(["AG", "SE", "Holding"])} {i}", Currency: random.Of(["EUR", "USD", "CHF"]), Price: 20 + 300 * random.NextDouble())).ToList();
        string[] sources = ["xetra", "tradegate", "stuttgart", "munich", "quotrix", "gettex", "hamburg"];
        var (rows, number) = (new List<string[]>(), 0);
        foreach (var paper in papers)
        {
            for (var day = 0; day < 6; day++)
            {
                var (open, close) = (paper.Price * random.Normal(1, 0.02), paper.Price * random.Normal(1, 0.02));
                foreach (var source in sources)
                    rows.Add([Text($"{++number}"), source, paper.Isin, paper.Name, Iso(new DateTime(2026, 5, 4).AddDays(day)), Fixed(open, 2), Fixed(close, 2), paper.Currency]);
            }
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.008, "name", "source").Breaks(0.008, "currency").Change("wrong", 0.012, "open", (pick, value) => Fixed(double.Parse(value, CultureInfo.InvariantCulture) * pick.Normal(1, 0.05), 2)).Times("unit shift", 0.006, 100, 2, "close")
            .Blanks(0.008, "close", "isin").Placeholders(0.004, "#N/A", "open").Done("quotes");
    }
}
