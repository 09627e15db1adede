namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>Words that made tables are made of.</summary>
internal static class MadeWords
{
    public static readonly string[] First = ["Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hannes", "Ida", "Jonas", "Klara", "Leon", "Mia", "Noah", "Olivia", "Paul", "Rosa", "Samuel", "Theo", "Ulrike", "Valentin", "Wanda", "Xaver", "Yara", "Zoe", "Arthur", "Birgit", "Carsten", "Doris", "Elias", "Frieda", "Gustav", "Heike", "Ingo", "Jasmin", "Kerstin", "Lukas", "Marlene", "Niklas", "Oskar"];

    public static readonly string[] Last = ["Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Wagner", "Becker", "Schulz", "Hoffmann", "Koch", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann", "Braun", "Krüger", "Hartmann", "Lange", "Werner", "Krause", "Lehmann", "Köhler", "Maier", "König", "Walter", "Huber", "Kaiser", "Fuchs", "Peters", "Scholz", "Lang", "Möller", "Weiß", "Jung", "Hahn", "Schubert", "Vogel", "Friedrich", "Keller", "Günther", "Frank", "Berger", "Winkler", "Roth", "Beck", "Lorenz", "Baumann"];

    public static readonly (string Zip, string City, string State)[] Places =
    [
        ("10115", "Berlin", "Berlin"), ("20095", "Hamburg", "Hamburg"), ("80331", "München", "Bayern"), ("50667", "Köln", "Nordrhein-Westfalen"), ("60311", "Frankfurt am Main", "Hessen"), ("70173", "Stuttgart", "Baden-Württemberg"),
        ("40213", "Düsseldorf", "Nordrhein-Westfalen"), ("04109", "Leipzig", "Sachsen"), ("44135", "Dortmund", "Nordrhein-Westfalen"), ("45127", "Essen", "Nordrhein-Westfalen"), ("28195", "Bremen", "Bremen"), ("01067", "Dresden", "Sachsen"),
        ("30159", "Hannover", "Niedersachsen"), ("90402", "Nürnberg", "Bayern"), ("47051", "Duisburg", "Nordrhein-Westfalen"), ("44787", "Bochum", "Nordrhein-Westfalen"), ("33602", "Bielefeld", "Nordrhein-Westfalen"), ("53111", "Bonn", "Nordrhein-Westfalen"),
        ("48143", "Münster", "Nordrhein-Westfalen"), ("76131", "Karlsruhe", "Baden-Württemberg"), ("68159", "Mannheim", "Baden-Württemberg"), ("86150", "Augsburg", "Bayern"), ("65183", "Wiesbaden", "Hessen"), ("51373", "Leverkusen", "Nordrhein-Westfalen"),
    ];

    public static readonly (string City, string State, string Zip)[] Towns =
    [
        ("Springfield", "IL", "62701"), ("Portland", "OR", "97201"), ("Denver", "CO", "80202"), ("Austin", "TX", "73301"), ("Seattle", "WA", "98101"), ("Boston", "MA", "02108"), ("Phoenix", "AZ", "85001"), ("Columbus", "OH", "43004"),
        ("Charlotte", "NC", "28202"), ("Detroit", "MI", "48201"), ("Nashville", "TN", "37201"), ("Memphis", "TN", "37501"), ("Baltimore", "MD", "21201"), ("Milwaukee", "WI", "53202"), ("Albuquerque", "NM", "87101"), ("Tucson", "AZ", "85701"),
    ];

    public static readonly string[] Streets = ["Hauptstraße", "Bahnhofstraße", "Gartenweg", "Schillerstraße", "Goethestraße", "Lindenallee", "Kirchgasse", "Bergstraße", "Am Markt", "Ringstraße", "Parkweg", "Schulstraße", "Mühlenweg", "Rosenstraße", "Talstraße"];

    public static readonly (string Sku, string Name, string Category, double Price)[] Products =
    [
        .. new[] { ("Desk lamp", "Lighting"), ("Floor lamp", "Lighting"), ("Office chair", "Seating"), ("Bar stool", "Seating"), ("Standing desk", "Tables"), ("Coffee table", "Tables"), ("Bookshelf", "Storage"), ("Filing cabinet", "Storage"), ("Whiteboard", "Office"), ("Monitor arm", "Office"), ("Keyboard tray", "Office"), ("Foot rest", "Seating"), ("Coat rack", "Storage"), ("Side table", "Tables"), ("Pendant light", "Lighting"), ("Desk organiser", "Office"), ("Swivel chair", "Seating"), ("Meeting table", "Tables"), ("Shelf bracket", "Storage"), ("Reading light", "Lighting"), ("Paper tray", "Office"), ("Wall clock", "Office"), ("Plant stand", "Storage"), ("Lounge chair", "Seating"), ("Dining table", "Tables") }
            .Select((product, at) => ($"SKU-{1000 + at * 37}", product.Item1, product.Item2, Math.Round(15 + at * 23.7 % 480, 2))),
    ];

    public static T Of<T>(this Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];

    /// <summary>Earlier ones far more often than later ones, as in most lists of customers and goods.</summary>
    public static T Often<T>(this Random random, IReadOnlyList<T> all) => all[(int)(all.Count * Math.Pow(random.NextDouble(), 1.8))];

    public static double Normal(this Random random, double mean, double deviation) =>
        mean + deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
