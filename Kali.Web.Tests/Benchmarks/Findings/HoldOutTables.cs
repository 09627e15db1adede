using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>
/// Tables that no detector was written for: loans of a library, flights, beds, claims, addresses, goods with units, exams. They have what is rare and right
/// (titles before names, units side by side, long tails, a handful of rare kinds) beside what is wrong.
/// </summary>
public static class HoldOutTables
{
    public static IEnumerable<MadeTable> All(int seed) => [Loans(seed), Flights(seed + 1), Beds(seed + 2), Claims(seed + 3), Addresses(seed + 4), Goods(seed + 5), Exams(seed + 6)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Day(DateTime day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>One of several, each with its share.</summary>
    private static string Shared(this Random random, params (string Value, double Share)[] all)
    {
        var left = random.NextDouble() * all.Sum(one => one.Share);
        foreach (var (value, share) in all)
        {
            if ((left -= share) < 0)
                return value;
        }
        return all[0].Value;
    }

    public static MadeTable Loans(int seed)
    {
        string[] header = ["loan", "card", "title", "author", "shelf_mark", "branch", "loaned", "due", "returned", "renewals", "fine"];
        var random = new Random(seed);
        string[] nouns = ["Garden", "River", "Winter", "Stranger", "Letters", "Island", "Clock", "Mirror", "Harbour", "Silence", "Orchard", "Lantern"];
        string[] authors = ["Maria Keller", "J. R. Holt", "Anna O'Brien", "Tom Vance", "Dr. Ruth Meier", "Lena Storm", "Carl van Dyk", "Ida Berg", "Paul Rossi", "Nora Lund", "Erik Dahl", "Jean-Luc Moreau", "Sara Novak", "Ali Demir"];
        var books = Enumerable.Range(0, 260).Select(i => (Title: $"The {random.Of(nouns)} of {random.Of(nouns)} {(i % 9 == 0 ? random.Next(2, 4).ToString(CultureInfo.InvariantCulture) : "")}".Trim(), Author: random.Often(authors), Mark: Text($"{(char)('A' + random.Next(12))}{random.Next(100, 999)}.{random.Next(10, 99)}"))).DistinctBy(book => book.Title).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < 4000; i++)
        {
            var (book, day) = (random.Often(books), new DateTime(2026, 1, 2).AddDays(i / 20));
            rows.Add([
                Text($"L{50000 + i}"), Text($"C-{random.Next(3000, 4200)}"), book.Title, book.Author, book.Mark, random.Shared(("Main", 5), ("North", 3), ("South", 2), ("Mobile", 1)), Day(day, "yyyy-MM-dd"), Day(day.AddDays(28), "yyyy-MM-dd"),
                random.NextDouble() < 0.25 ? "" : Day(day.AddDays(random.Next(1, 60)), "yyyy-MM-dd"), Text($"{(int)(4 * Math.Pow(random.NextDouble(), 3))}"), random.NextDouble() < 0.9 ? "0.00" : Fixed(Math.Exp(random.Normal(0.4, 0.9)), 2),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.008, "branch", "title", "author").Breaks(0.006, "author", "shelf_mark").Change("broken total", 0.006, "due", (pick, value) => Day(DateTime.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(pick.Next(200, 400)), "yyyy-MM-dd"))
            .Change("outlier", 0.004, "renewals", (pick, _) => Text($"{pick.Next(40, 90)}")).Change("format", 0.006, "card", (_, value) => value.Replace("-", "", StringComparison.Ordinal)).Placeholders(0.005, "unknown", "author").Blanks(0.006, "branch", "card").Repeats(0.006).Done("loans");
    }

    public static MadeTable Flights(int seed)
    {
        string[] header = ["flight", "day", "from", "to", "distance_km", "tail", "type", "seats", "passengers", "free", "delay_min", "state", "crew_lead"];
        var random = new Random(seed);
        string[] ports = ["FRA", "MUC", "HAM", "BER", "DUS", "CDG", "LHR", "LIS", "MAD", "FCO", "VIE", "ZRH", "OSL", "ARN", "HEL", "WAW"];
        (string Type, int Seats)[] types = [("A320", 168), ("A321", 212), ("E190", 106), ("B738", 186)];
        var fleet = Enumerable.Range(0, 38).Select(i => (Tail: Text($"D-A{(char)('A' + i % 26)}{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}"), Kind: random.Of(types))).DistinctBy(plane => plane.Tail).ToList();
        var routes = Enumerable.Range(0, 90).Select(i => (Number: Text($"KA{100 + i * 7}"), From: ports[i % 5], To: ports[5 + random.Next(11)], Km: 300 + random.Next(2400))).ToList();
        string[] leads = [.. Enumerable.Range(0, 70).Select(i => i % 23 == 0 ? $"Dr. {random.Of(MadeWords.First)} {random.Of(MadeWords.Last)}" : $"{random.Of(MadeWords.First)} {random.Of(MadeWords.Last)}")];
        var rows = new List<string[]>();
        for (var i = 0; i < 8000; i++)
        {
            var (route, plane) = (random.Of(routes), random.Of(fleet));
            var taken = (int)(plane.Kind.Seats * Math.Clamp(random.Normal(0.78, 0.12), 0.2, 1));
            rows.Add([
                route.Number, Day(new DateTime(2026, 3, 1).AddDays(i / 90), "dd/MM/yyyy"), route.From, route.To, Text($"{route.Km}"), plane.Tail, plane.Kind.Type, Text($"{plane.Kind.Seats}"), Text($"{taken}"), Text($"{plane.Kind.Seats - taken}"),
                Text($"{(int)Math.Max(-12, Math.Exp(random.Normal(2.2, 1.3)) - 10)}"), random.Shared(("flown", 96), ("cancelled", 2.5), ("diverted", 1.5)), random.Of(leads),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.006, "state", "tail").Breaks(0.006, "to", "type").Change("broken total", 0.006, "free", (pick, value) => Text($"{int.Parse(value, CultureInfo.InvariantCulture) + pick.Next(3, 40)}")).Times("unit shift", 0.005, 0.62137, 0, "distance_km")
            .Change("outlier", 0.003, "passengers", (pick, _) => Text($"{pick.Next(900, 2000)}")).Dates("mixed dates", 0.006, "day", "dd/MM/yyyy", "yyyy-MM-dd").Blanks(0.005, "seats", "from").Placeholders(0.004, "???", "crew_lead").Swaps(0.004, "from", "to").Repeats(0.004).Done("flights of an airline");
    }

    public static MadeTable Beds(int seed)
    {
        string[] header = ["Haus", "Station", "Fachbereich", "Leitung", "Tag", "Betten", "Belegt", "Frei", "Gesperrt", "Pflegekraefte", "Status"];
        var random = new Random(seed);
        string[] fields = ["Innere Medizin", "Chirurgie", "Orthopädie", "Neurologie", "Kinderheilkunde", "Geburtshilfe", "Urologie"];
        string[] houses = ["Nord", "Süd", "Mitte"];
        var wards = Enumerable.Range(0, 36).Select(i => (House: houses[i % 3], Ward: Text($"{houses[i % 3][0]}{1 + i / 9}{(char)('A' + i % 9)}"), Field: random.Of(fields), Lead: $"{random.Shared(("Dr. med.", 9), ("Prof. Dr.", 1))} {random.Of(MadeWords.Last)}", Beds: random.Next(16, 40))).ToList();
        var rows = new List<string[]>();
        for (var day = 0; day < 90; day++)
        {
            foreach (var ward in wards)
            {
                var closed = random.NextDouble() < 0.85 ? 0 : random.Next(1, 4);
                var taken = Math.Min(ward.Beds - closed, (int)(ward.Beds * Math.Clamp(random.Normal(0.8, 0.1), 0.3, 1)));
                rows.Add([
                    ward.House, ward.Ward, ward.Field, ward.Lead, Day(new DateTime(2026, 5, 1).AddDays(day), "dd.MM.yyyy"), Text($"{ward.Beds}"), Text($"{taken}"), Text($"{ward.Beds - taken}"), Text($"{closed}"), Text($"{Math.Max(2, taken / 6 + random.Next(-1, 2))}"),
                    random.Shared(("offen", 93), ("voll", 5), ("zu", 2)),
                ]);
            }
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.008, "Haus", "Fachbereich", "Status", "Leitung").Breaks(0.008, "Haus", "Fachbereich").Change("broken total", 0.008, "Frei", (pick, value) => Text($"{int.Parse(value, CultureInfo.InvariantCulture) + pick.Next(2, 12)}"))
            .Change("outlier", 0.005, "Pflegekraefte", (pick, _) => Text($"{pick.Next(60, 400)}")).Blanks(0.006, "Leitung", "Belegt").Placeholders(0.005, "k.A.", "Status", "Gesperrt").Years(0.005, "Tag", "dd.MM.yyyy", -100).Shifts(0.003, "Fachbereich").Repeats(0.005).Done("beds");
    }

    public static MadeTable Claims(int seed)
    {
        string[] header = ["claim", "policy", "line", "cause", "region", "happened", "reported", "reserve", "paid", "open", "currency", "adjuster", "state"];
        var random = new Random(seed);
        (string Line, string[] Causes)[] lines = [("Motor", ["Collision", "Theft", "Glass", "Hail"]), ("Home", ["Water", "Fire", "Storm", "Burglary"]), ("Liability", ["Injury", "Property"]), ("Travel", ["Illness", "Luggage"])];
        string[] adjusters = [.. Enumerable.Range(0, 60).Select(i => i % 19 == 0 ? $"{random.Of(MadeWords.First)} O'{random.Of(MadeWords.Last)}" : i % 13 == 0 ? $"{random.Of(MadeWords.First)[0]}. {random.Of(MadeWords.Last)}" : $"{random.Of(MadeWords.First)} {random.Of(MadeWords.Last)}")];
        var rows = new List<string[]>();
        for (var i = 0; i < 7000; i++)
        {
            var line = lines[(int)(4 * Math.Pow(random.NextDouble(), 2))];
            var (reserve, day, state) = (Math.Round(Math.Exp(random.Normal(7, 1.5)), 2), new DateTime(2025, 1, 1).AddDays(random.Next(500)), random.Shared(("open", 30), ("paid", 60), ("void", 9), ("suit", 1)));
            var paid = state is "paid" ? reserve : state is "void" ? 0 : Math.Round(reserve * Math.Round(random.NextDouble(), 2), 2);
            rows.Add([
                Text($"{2025000000 + i * 3}"), Text($"P{random.Next(100000, 106000)}-{random.Next(10, 99)}"), line.Line, random.Of(line.Causes), random.Shared(("North", 3), ("South", 3), ("East", 2), ("West", 4)), Day(day, "MM/dd/yyyy"), Day(day.AddDays((int)Math.Exp(random.Normal(1.5, 1))), "MM/dd/yyyy"),
                Fixed(reserve, 2), Fixed(paid, 2), Fixed(reserve - paid, 2), random.Shared(("USD", 97), ("CAD", 3)), random.Of(adjusters), state,
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.006, "line", "region", "state", "cause", "adjuster").Breaks(0.005, "line").Change("broken total", 0.006, "open", (pick, value) => Fixed(Number(value) + pick.Next(5, 900), 2)).Times("unit shift", 0.004, 1000, 2, "paid")
            .Change("format", 0.005, "policy", (_, value) => value.ToLowerInvariant().Replace("-", "/", StringComparison.Ordinal)).Change("outlier", 0.003, "reserve", (pick, _) => Text($"-{pick.Next(100, 900)}.00")).Blanks(0.005, "region", "reported").Placeholders(0.004, "tbd", "adjuster").Years(0.004, "happened", "MM/dd/yyyy", 30)
            .NearRepeats(0.004, "claim", pick => Text($"{2029000000 + pick.Next(900000)}"), "adjuster").Repeats(0.004).Done("claims");
    }

    public static MadeTable Addresses(int seed)
    {
        string[] header = ["AGS", "Gemeinde", "Kreis", "PLZ", "Strasse", "Hausnummer", "Zusatz", "Nutzung", "Flaeche_qm", "Breite", "Laenge", "Stand"];
        var random = new Random(seed);
        string[] places = ["Altdorf", "Bad Wiessee", "Burgheim", "St. Georgen", "Neustadt a.d. Aisch", "Kirchberg", "Oberau", "Lindenfels", "Mühlhausen", "Rotthal", "Steinbach", "Wolfsegg", "Hohenfels", "Grünwald", "Eschenbach", "Marktl"];
        string[] districts = ["Landkreis Ost", "Landkreis West", "Landkreis Mitte", "Stadt Neuburg"];
        var towns = places.Select((place, i) => (Key: Text($"09{170 + i * 3:000}{110 + i * 7:000}"), Place: place, District: districts[i % 4], Zip: Text($"{82000 + i * 137}"), Lat: 47.5 + i * 0.07, Lon: 10.9 + i * 0.11)).ToList();
        var rows = new List<string[]>();
        for (var i = 0; i < 9000; i++)
        {
            var town = random.Often(towns);
            rows.Add([
                town.Key, town.Place, town.District, town.Zip, random.Of(MadeWords.Streets), random.NextDouble() switch { < 0.9 => Text($"{random.Next(1, 160)}"), < 0.975 => Text($"{random.Next(1, 160)} {(char)('a' + random.Next(4))}"), _ => Text($"{random.Next(1, 80)}-{random.Next(81, 160)}") },
                random.NextDouble() < 0.95 ? "" : random.Of(["Hinterhaus", "Werkstatt", "Garage"]), random.Shared(("W", 70), ("G", 15), ("M", 12), ("L", 3)), Text($"{(int)Math.Exp(random.Normal(6.2, 0.8))}"), Fixed(town.Lat + random.Normal(0, 0.01), 5), Fixed(town.Lon + random.Normal(0, 0.01), 5), Day(new DateTime(2024, 1, 1).AddDays(random.Next(700)), "dd.MM.yyyy"),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.006, "Gemeinde", "Kreis", "Strasse").Breaks(0.006, "Gemeinde", "PLZ").Swaps(0.004, "Breite", "Laenge").Change("outlier", 0.004, "Flaeche_qm", (pick, _) => Text($"{pick.Next(5, 90)}00000000")).Change("format", 0.005, "AGS", (_, value) => value[1..])
            .Change("encoding", 0.004, "Strasse", (_, value) => value.Contains('ß', StringComparison.Ordinal) ? value.Replace("ß", "\uFFFD", StringComparison.Ordinal) : value).Blanks(0.005, "PLZ", "Nutzung").Placeholders(0.004, "xxx", "Kreis").Dates("mixed dates", 0.005, "Stand", "dd.MM.yyyy", "MM/dd/yyyy").Repeats(0.004).Done("addresses");
    }

    public static MadeTable Goods(int seed)
    {
        string[] header = ["sku", "name", "brand", "shelf", "content", "unit", "price", "per_unit", "tax_pct", "gross", "pack", "origin", "listed"];
        var random = new Random(seed);
        (string Name, string Shelf, string Unit, int[] Sizes)[] kinds = [("Oat flakes", "Cereal", "g", [500, 750, 1000]), ("Apple juice", "Drinks", "ml", [330, 700, 1000]), ("Green tea", "Drinks", "g", [50, 100, 200]), ("Olive oil", "Oils", "ml", [250, 500, 750]), ("Rye bread", "Bakery", "g", [250, 500, 750]), ("Tomato sauce", "Sauces", "ml", [200, 350, 500]), ("Soap bar", "Care", "pcs", [1, 2, 4]), ("Dish sponge", "Care", "pcs", [3, 6, 10])];
        string[] brands = ["Alnavit", "Byodo", "Rapunzel", "Voelkel", "Lebensbaum", "Sonett", "Davert"];
        var rows = new List<string[]>();
        for (var i = 0; i < 2600; i++)
        {
            var kind = random.Of(kinds);
            var (size, price) = (random.Of(kind.Sizes), Math.Round(Math.Exp(random.Normal(1.1, 0.5)), 2));
            var tax = kind.Shelf is "Care" ? 19 : 7;
            rows.Add([
                Text($"{40000000 + i * 11}"), kind.Name, random.Of(brands), kind.Shelf, Text($"{size}"), kind.Unit, Fixed(price, 2), Fixed(price / size, 4), Text($"{tax}"), Fixed(price * (100 + tax) / 100, 2), random.Shared(("single", 80), ("six", 15), ("twelve", 5)),
                random.Shared(("DE", 50), ("IT", 20), ("ES", 14), ("NL", 9), ("AT", 5), ("CH", 1.2), ("PT", 0.5), ("GR", 0.3)), Day(new DateTime(2025, 1, 1).AddDays(random.Next(600)), "yyyy-MM-dd"),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.01, "brand", "shelf", "pack", "name").Breaks(0.008, "shelf", "unit").Change("broken total", 0.01, "gross", (pick, value) => Fixed(Number(value) + pick.Next(2, 20), 2)).Times("unit shift", 0.006, 0.001, 3, "content").Change("outlier", 0.004, "tax_pct", (pick, _) => Text($"{pick.Next(70, 190)}"))
            .Change("format", 0.008, "listed", (_, value) => value.Replace("-", "", StringComparison.Ordinal)).Change("wrong code", 0.004, "origin", (pick, _) => pick.Of(["XQ", "QQ", "YX"])).Blanks(0.008, "brand", "unit").Placeholders(0.006, "n/a", "price", "brand").Repeats(0.006).Done("goods");
    }

    public static MadeTable Exams(int seed)
    {
        string[] header = ["candidate", "surname", "school", "centre", "subject", "paper", "mark", "grade", "session", "examiner", "appeal", "fee"];
        var random = new Random(seed);
        string[] subjects = ["Maths", "Physics", "Biology", "French", "History", "Latin", "Art"];
        var schools = Enumerable.Range(0, 48).Select(i => (Name: i % 12 == 0 ? $"St. {random.Of(MadeWords.First)} School" : $"{random.Of(MadeWords.Towns).City} {random.Of(["High", "Grammar", "Academy", "College"])} {i}", Centre: Text($"{20100 + i * 17}"))).ToList();
        string[] surnames = [.. MadeWords.Last, "O'Brien", "van der Berg", "de Vries", "Smith-Jones", "McAllister"];
        string[] examiners = ["A. Lee", "B. Cho", "R. Singh", "T. Okafor", "M. Silva", "J. P. Moore", "K. Brandt", "E. Rossi"];
        var rows = new List<string[]>();
        for (var i = 0; i < 5200; i++)
        {
            var (school, mark) = (random.Often(schools), (int)Math.Clamp(random.Normal(61, 16), 0, 100));
            var subject = random.Often(subjects);
            rows.Add([
                Text($"{i % 2600 + 31000}"), random.Of(surnames), school.Name, school.Centre, subject, Text($"{1 + i % 2}"), Text($"{mark}"), mark switch { >= 90 => "A*", >= 80 => "A", >= 70 => "B", >= 60 => "C", >= 50 => "D", >= 40 => "E", _ => "U" },
                random.Shared(("Jun 2025", 80), ("Nov 2024", 20)), random.Often(examiners), random.Shared(("no", 985), ("yes", 15)), subject is "Art" ? "52.50" : subject is "Latin" ? "48.00" : "41.00",
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1).Typos(0.008, "subject", "school", "session").Breaks(0.007, "centre", "grade").Change("outlier", 0.005, "mark", (pick, _) => Text($"{pick.Next(300, 990)}")).Change("format", 0.006, "session", (_, value) => value.Replace("20", "", StringComparison.Ordinal))
            .Blanks(0.006, "grade", "subject").Placeholders(0.005, "-", "examiner").Change("unit shift", 0.005, "fee", (_, value) => Fixed(Number(value) * 100, 2)).Change("shouting", 0.006, "subject", (_, value) => value.ToUpperInvariant()).Repeats(0.005).Done("exams");
    }
}
