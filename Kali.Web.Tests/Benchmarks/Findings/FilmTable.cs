using System.Globalization;

namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>Films as three sources tell of them: year, director and length are the film's, rating and votes the source's. Lengths, ratings and votes come in several notations.</summary>
internal static class FilmTable
{
    public static MadeTable Make(int seed)
    {
        string[] header = ["id", "source", "title", "year", "released", "director", "duration", "rating", "votes", "genre", "country", "language"];
        var random = new Random(seed);
        string[] adjectives = ["Last", "Silent", "Broken", "Crimson", "Hidden", "Second", "Endless", "Midnight", "Forgotten", "Burning", "Distant", "Perfect", "Wicked", "Lonely", "Savage", "Electric"];
        string[] nouns = ["Summer", "Witness", "Empire", "Stranger", "Highway", "Promise", "Hunter", "Garden", "Detective", "Harbor", "Kingdom", "Letter", "Machine", "Daughter", "Horizon", "Conspiracy", "Wedding", "Ghost", "Island", "Mirror"];
        (string Country, string Language)[] lands = [("USA", "English"), ("USA", "English"), ("USA", "English"), ("USA", "English"), ("UK", "English"), ("UK", "English"), ("France", "French"), ("Germany", "German"), ("India", "Hindi"), ("Japan", "Japanese"), ("Italy", "Italian"), ("Canada", "English"), ("Canada", "French"), ("Spain", "Spanish"), ("South Korea", "Korean"), ("Australia", "English")];
        string[] genres = ["Drama", "Comedy", "Thriller", "Action", "Horror", "Documentary", "Romance", "Crime", "Drama,Romance", "Comedy,Romance", "Action,Crime,Thriller", "Crime,Drama", "Animation,Comedy", "Sci-Fi,Thriller", "Horror,Mystery"];
        var directors = Enumerable.Range(0, 480).Select(_ => $"{random.Of(MadeWords.First)} {(random.Next(6) == 0 ? $"{(char)('A' + random.Next(26))}. " : "")}{random.Of(MadeWords.Last)}").Distinct().ToList();
        var titles = adjectives.SelectMany(adjective => nouns.SelectMany(noun => (string[])[$"The {adjective} {noun}", $"{adjective} {noun}", $"{noun} of the {adjective}"])).OrderBy(_ => random.Next()).ToList();
        // Every tenth title is taken again by a later film.
        var films = Enumerable.Range(0, 1000).Select(i => (Title: titles[i % 910], Land: random.Of(lands), Director: random.Often(directors), Released: new DateTime(1955 + (i >= 910 ? 45 : 0) + random.Next(i >= 910 ? 15 : 58), 1, 1).AddDays(random.Next(360)), Minutes: (int)random.Normal(107, 17), Genre: random.Of(genres), Rating: Math.Clamp(random.Normal(6.4, 1.1), 1.4, 9.4))).ToList();
        var rows = new List<string[]>();
        foreach (var film in films)
        {
            foreach (var (source, scale) in ((string, double)[])[("cinebase", 4), ("filmdb", 1), ("reeltime", 0.3)])
            {
                if (random.NextDouble() < 0.12)
                    continue;
                rows.Add([
                    "", source, film.Title, ShapedTables.Text($"{film.Released.Year}"), film.Released.ToString("d MMMM yyyy", CultureInfo.InvariantCulture), film.Director, ShapedTables.Text($"{film.Minutes} min"), ShapedTables.Fixed(Math.Clamp(film.Rating + random.Normal(0, 0.3), 1, 10), 1),
                    ShapedTables.Text($"{(int)(scale * Math.Exp(random.Normal(8.2, 1.6)))}"), film.Genre, film.Land.Country, film.Land.Language,
                ]);
            }
        }
        rows = [.. rows.OrderBy(_ => random.Next()).Select((row, i) => (string[])[ShapedTables.Text($"tt{1000 + i:0000000}"), .. row[1..]])];
        return new Planter(header, rows, seed * 7 + 1)
            .Change("duration", 0.06, "duration", (_, value) => int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture) is var minutes ? ShapedTables.Text($"{minutes / 60} hr. {minutes % 60} min.") : value).Change("duration", 0.01, "duration", (_, value) => value.Split(' ')[0])
            .Change("scale", 0.03, "rating", (_, value) => $"{value}/10").Times("unit shift", 0.008, 10, 0, "rating").Change("separator", 0.05, "votes", (_, value) => value.Length > 3 ? value.Insert(value.Length - 3, ",") : value)
            .Typos(0.008, "director", "title").Breaks(0.008, "director", "year", "language", "country").Change("other name", 0.012, "country", (_, value) => value == "USA" ? "United States" : value == "UK" ? "United Kingdom" : value)
            .Change("date format", 0.015, "released", (_, value) => DateTime.ParseExact(value, "d MMMM yyyy", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Blanks(0.01, "director", "duration", "year", "language").Placeholders(0.006, "Unknown", "director").Placeholders(0.006, "N/A", "votes").Repeats(0.004).Done("films");
    }
}
