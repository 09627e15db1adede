using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>The rich of several years: the country decides the region, country and year its product, the person their company; names with letters of many languages.</summary>
internal static class RichListTable
{
    private static readonly (string Name, string Code, string Region, double Product)[] Countries =
    [
        ("United States", "USA", "North America", 17.4e12), ("China", "CHN", "East Asia", 10.4e12), ("Germany", "DEU", "Europe", 3.9e12), ("Russia", "RUS", "Europe", 2.06e12), ("India", "IND", "South Asia", 2.04e12), ("Brazil", "BRA", "Latin America", 2.46e12), ("Japan", "JPN", "East Asia", 4.85e12),
        ("France", "FRA", "Europe", 2.85e12), ("United Kingdom", "GBR", "Europe", 3.06e12), ("Canada", "CAN", "North America", 1.8e12), ("Turkey", "TUR", "Middle East/North Africa", 0.94e12), ("Mexico", "MEX", "Latin America", 1.32e12), ("Italy", "ITA", "Europe", 2.16e12), ("Spain", "ESP", "Europe", 1.37e12),
        ("Sweden", "SWE", "Europe", 0.58e12), ("Poland", "POL", "Europe", 0.55e12), ("Israel", "ISR", "Middle East/North Africa", 0.31e12), ("Saudi Arabia", "SAU", "Middle East/North Africa", 0.76e12), ("Nigeria", "NGA", "Sub-Saharan Africa", 0.57e12), ("South Africa", "ZAF", "Sub-Saharan Africa", 0.35e12), ("Chile", "CHL", "Latin America", 0.26e12), ("Thailand", "THA", "East Asia", 0.41e12),
    ];

    private static readonly (string Sector, string Industry)[] Sectors =
    [
        ("retail", "Consumer"), ("fashion", "Consumer"), ("beverages", "Consumer"), ("software", "Technology-Computer"), ("semiconductors", "Technology-Computer"), ("real estate", "Real Estate"), ("construction", "Constrution"), ("hedge funds", "Hedge funds"), ("banking", "Money Management"), ("insurance", "Money Management"), ("steel", "Mining and metals"), ("mining", "Mining and metals"), ("oil and gas", "Energy"), ("pharmaceuticals", "Technology-Medical"), ("media", "Media"), ("shipping", "Other"), ("chemicals", "Non-consumer industrial"), ("packaging", "Non-consumer industrial"),
    ];

    public static MadeTable Make(int seed)
    {
        string[] header = ["rank", "name", "year", "age", "gender", "citizenship", "country_code", "region", "company", "founded", "sector", "industry", "inherited", "worth_billions", "gdp"];
        var random = new Random(seed);
        var firsts = MadeWords.First.Concat(["José", "François", "Søren", "Łukasz", "Özlem", "Zoë", "Ana", "Wei", "Jian", "Ravi", "Sunita", "Carlos", "Ingrid", "Pavel", "Yusuf", "Hiroshi"]).ToList();
        var lasts = MadeWords.Last.Concat(["García", "Núñez", "Lefèvre", "Åkesson", "Kowalski", "Yılmaz", "Tanaka", "Zhang", "Wang", "Patel", "Singh", "Silva", "Costa", "Ivanov", "Petrov", "Cohen", "Al Saud", "Okafor", "van der Berg", "Smith", "Johnson", "Walton", "Ferrari", "Rossi"]).ToList();
        var people = Enumerable.Range(0, 1500).Select(_ =>
        {
            var last = random.Of(lasts);
            return (Name: $"{random.Of(firsts)} {(random.Next(9) == 0 ? $"{(char)('A' + random.Next(26))}. " : "")}{last}", Land: random.Often(Countries), Born: 1920 + random.Next(62), IsMan: random.NextDouble() < 0.88, Work: random.Of(Sectors), Company: $"{(random.Next(3) == 0 ? last : random.Of(["Nova", "Delta", "Orion", "Atlas", "Summit", "Union", "Pacific", "Baltic", "Zenith", "Vega"]))} {random.Of(["Group", "Holdings", "Industries", "Capital", "Retail", "Steel", "Media", "International"])}",
                Founded: 1880 + (int)(120 * Math.Sqrt(random.NextDouble())), Worth: 1 + Math.Exp(random.Normal(0.5, 0.9)), Inherited: random.Of(["not inherited", "not inherited", "not inherited", "father", "3rd generation", "spouse/widow"]));
        }).DistinctBy(person => person.Name).ToList();
        var rows = new List<string[]>();
        foreach (var (year, growth) in ((int, double)[])[(1996, 0.45), (2001, 0.6), (2014, 1)])
        {
            var rich = people.Where(person => person.Born <= year - 24 && person.Born >= year - 95 && person.Founded < year && random.NextDouble() < 0.5 + 0.3 * growth).Select(person => (Person: person, Worth: Math.Round(person.Worth * growth * Math.Exp(random.Normal(0, 0.2)), 1))).Where(one => one.Worth >= 1).OrderByDescending(one => one.Worth).ToList();
            foreach (var (person, worth) in rich)
            {
                rows.Add([
                    ShapedTables.Text($"{1 + rich.Count(other => other.Worth > worth)}"), person.Name, ShapedTables.Text($"{year}"), random.NextDouble() < 0.04 ? "" : ShapedTables.Text($"{year - person.Born}"), person.IsMan ? "male" : "female", person.Land.Name, person.Land.Code, person.Land.Region, person.Company, ShapedTables.Text($"{person.Founded}"),
                    person.Work.Sector, person.Work.Industry, person.Inherited, ShapedTables.Fixed(worth, 1), ShapedTables.Text($"{(long)(person.Land.Product * growth / 1e8) * 100_000_000}"),
                ]);
            }
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Change("encoding", 0.012, "name", (_, value) => value.Replace("ü", "Ã¼", StringComparison.Ordinal).Replace("ö", "Ã¶", StringComparison.Ordinal).Replace("é", "Ã©", StringComparison.Ordinal)).Change("other script", 0.006, "company", (_, value) => value.Replace('a', 'а').Replace('o', 'о'))
            .Change("sign", 0.006, "age", (_, value) => value.Length == 0 ? value : $"-{value}").Typos(0.006, "citizenship", "region", "sector").Breaks(0.008, "citizenship", "country_code", "region", "industry").Breaks(0.006, "gdp").Times("unit shift", 0.004, 1e-6, 0, "gdp").Breaks(0.005, "gender", "company")
            .Change("outlier", 0.004, "founded", (pick, value) => value[..3] + pick.Next(10, 100).ToString(CultureInfo.InvariantCulture)).Blanks(0.006, "gender", "country_code", "sector").Placeholders(0.005, "unknown", "company").Placeholders(0.004, "0", "founded").Swaps(0.004, "citizenship", "country_code").Repeats(0.004).Done("rich list");
    }
}
