using System.Globalization;

namespace Kali.Web.Tests.Ingest.Csv.Pollution;

/// <summary>A table as business people have it, made from a seed.</summary>
internal sealed record CleanTable(string Name, string[] Header, string[][] Rows)
{
    private static readonly string[] Given = ["Anna", "José", "Björn", "Mary", "Renée", "Karl", "Zoë", "Liam"];
    private static readonly string[] Family = ["Müller", "Smith", "O'Brien", "García", "Lefèvre", "Jones", "Øster", "Weiß"];
    private static readonly string[] Cities = ["Köln", "New York", "São Paulo", "Orléans", "Leeds", "Málaga", "Aarhus", "Graz"];
    private static readonly string[] Goods = ["bolt", "steel nut", "washer", "hinge (left)", "rubber seal", "pump & valve", "hose", "clamp"];

    private delegate string Maker(Random random, int row);

    private static readonly (string Name, Maker Make)[] Kinds =
    [
        ("amount", (random, _) => (random.Next(100, 1_000_000) / 100m).ToString(CultureInfo.InvariantCulture)),
        ("quantity", (random, _) => random.Next(1, 500).ToString(CultureInfo.InvariantCulture)),
        ("order date", (random, _) => $"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00}"),
        ("Datum", (random, _) => $"{random.Next(1, 29):00}.{random.Next(1, 13):00}.2026"),
        ("changed at", (random, _) => $"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00} {random.Next(24):00}:{random.Next(60):00}:00"),
        ("customer", (random, _) => $"{Pick(random, Family)}, {Pick(random, Given)}"),
        ("city", (random, _) => Pick(random, Cities)),
        ("article", (random, _) => Pick(random, Goods)),
        ("e-mail", (random, row) => $"user{row}@example.org"),
        ("is paid", (random, _) => random.Next(2) == 0 ? "yes" : "no"),
        ("Preis", (random, _) => $"{random.Next(1, 2000)},{random.Next(100):00}"),
        ("remark", (random, _) => random.Next(6) switch { 0 => "said \"urgent\" twice", 1 => "first line\nsecond line", 2 => "cheap, but late", 3 => "", _ => "nothing to add" }),
        ("share", (random, _) => $"{random.Next(100)}%"),
        ("size", (random, _) => random.Next(4) == 0 ? "" : $"{random.Next(1, 90)} cm"),
        ("code", (random, _) => $"{(char)('A' + random.Next(26))}-{random.Next(100, 999)}"),
    ];

    /// <summary>Twelve tables: narrow and wide, short and long.</summary>
    public static IEnumerable<CleanTable> All()
    {
        for (var seed = 101; seed <= 112; seed++)
        {
            var random = new Random(seed);
            var kinds = Kinds.OrderBy(_ => random.Next()).Take(random.Next(3, 12)).ToList();
            if (kinds.TrueForAll(kind => kind.Name is not ("quantity" or "amount")))
                kinds.Insert(random.Next(kinds.Count), Kinds[random.Next(2)]);
            var header = kinds.Select(kind => kind.Name).Prepend("no").ToArray();
            var rows = new string[random.Next(6, 130)][];
            for (var row = 0; row < rows.Length; row++)
                rows[row] = [.. kinds.Select(kind => kind.Make(random, row)).Prepend((1001 + row).ToString(CultureInfo.InvariantCulture))];
            yield return new CleanTable($"table {seed}", header, rows);
        }
    }

    /// <summary>A table whose words are of one language.</summary>
    public static CleanTable InWords(string words, int seed)
    {
        var random = new Random(seed);
        var all = words.Split(' ');
        var rows = new string[40][];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = [(1001 + row).ToString(CultureInfo.InvariantCulture), $"{Pick(random, all)} {Pick(random, all)}", random.Next(1, 99).ToString(CultureInfo.InvariantCulture), Pick(random, all)];
        return new CleanTable($"words {seed}", ["no", "name", "quantity", "remark"], rows);
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
