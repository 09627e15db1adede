namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>
/// Beers in cans: sizes with their unit in several spellings, strength with and without its sign, a bitterness that many do not tell, and breweries of which two have
/// one name. The state slips into the city.
/// </summary>
internal static class BeerTable
{
    public static MadeTable Make(int seed)
    {
        string[] header = ["index", "id", "beer_name", "style", "ounces", "abv", "ibu", "brewery_id", "brewery_name", "city", "state"];
        var random = new Random(seed);
        string[] styles =
        [
            "American IPA", "American Pale Ale (APA)", "American Amber / Red Ale", "American Blonde Ale", "American Double / Imperial IPA", "American Pale Wheat Ale", "American Porter", "American Brown Ale", "American Stout", "Fruit / Vegetable Beer", "Kölsch",
            "Hefeweizen", "Witbier", "Saison / Farmhouse Ale", "Märzen / Oktoberfest", "German Pilsener", "American Adjunct Lager", "American Black Ale", "Cider", "Scottish Ale", "Oatmeal Stout", "Cream Ale", "Czech Pilsener", "Tripel", "English Brown Ale",
            "Milk / Sweet Stout", "Vienna Lager", "Rye Beer", "Winter Warmer", "Munich Helles Lager", "Pumpkin Ale", "American Strong Ale", "English Pale Ale", "Baltic Porter", "Altbier", "Gose", "Radler", "Schwarzbier", "Dubbel", "Berliner Weissbier", "Doppelbock", "Roggenbier", "Wheat Ale", "Smoked Beer",
        ];
        string[] first = ["Hazy", "Old", "Lost", "Iron", "Golden", "Black", "River", "Summer", "Wild", "Lucky", "Blind", "Bitter", "Rusty", "Little", "Northern", "Harvest", "Dead", "Royal", "Salty", "Big"];
        string[] second = ["Trail", "Fox", "Anchor", "Moon", "Canoe", "Saddle", "Pelican", "Lantern", "Badger", "Mill", "Barrel", "Valley", "Otter", "Pine", "Rooster", "Comet", "Bridge", "Hammer", "Coast", "Owl"];
        var places = MadeWords.Towns.Select(town => (town.City, town.State))
            .Concat(((string City, string State)[])[("San Diego", "CA"), ("Grand Rapids", "MI"), ("Boulder", "CO"), ("Bend", "OR"), ("Asheville", "NC"), ("Portland", "ME"), ("Chicago", "IL"), ("Brooklyn", "NY"), ("Kalamazoo", "MI"), ("Tampa", "FL"), ("Anchorage", "AK"), ("Minneapolis", "MN"), ("Durango", "CO"), ("Richmond", "VA"), ("Eureka", "CA"), ("Columbus", "IN"), ("Missoula", "MT"), ("Honolulu", "HI")]).ToList();
        var breweries = ShapedTables.Names(random, 420, first, [" ", " & "], second).Select((name, id) => (Id: id, Name: $"{name} {random.Of(["Brewing Company", "Brewery", "Brewing Co.", "Beer Company", "Ales"])}", Place: random.Often(places))).ToList();
        // The same name far away is another brewery.
        breweries.AddRange(breweries.Take(6).Select((brewery, i) => (420 + i, brewery.Name, places.First(place => place.State != brewery.Place.State && place.City != brewery.Place.City))).ToList());
        var rows = new List<string[]>();
        for (var i = 0; i < 2410; i++)
        {
            var brewery = random.Often(breweries);
            var style = random.Often(styles);
            var strength = Math.Clamp(random.Normal(0.059, 0.013), 0.032, 0.12);
            rows.Add([
                ShapedTables.Text($"{i}"), ShapedTables.Text($"{2692 - i}"), $"{random.Of(first)} {random.Of(second)} {random.Of(["IPA", "Ale", "Stout", "Lager", "Porter", "Wheat", "Pils", "Reserve", "Red"])}", style,
                ShapedTables.Text($"{random.Of(["12.0", "12.0", "12.0", "12.0", "16.0", "16.0", "16.0", "24.0", "19.2", "8.4", "32.0"])} oz"), random.NextDouble() < 0.026 ? "" : ShapedTables.Fixed(strength, 3), random.NextDouble() < 0.42 ? "" : ShapedTables.Fixed(Math.Clamp(strength * 700 + random.Normal(0, 14), 4, 130), 0),
                ShapedTables.Text($"{brewery.Id}"), brewery.Name, brewery.Place.City, brewery.Place.State,
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Change("unit spelling", 0.16, "ounces", (_, value) => value.Replace(" oz", " oz.", StringComparison.Ordinal)).Change("unit spelling", 0.11, "ounces", (_, value) => value.Replace(" oz", " OZ", StringComparison.Ordinal))
            .Change("unit spelling", 0.07, "ounces", (_, value) => value.Replace(" oz", " ounce", StringComparison.Ordinal)).Change("unit spelling", 0.01, "ounces", (_, value) => value.Replace(" oz", " oz. Alumi-Tek", StringComparison.Ordinal))
            .Change("percent sign", 0.06, "abv", (_, value) => value.Length == 0 ? value : $"{value}%").Change("no value", 0.12, "ibu", (_, value) => value.Length == 0 ? "N/A" : value)
            .Together("slipped state", 0.02, ["city", "state"], (_, values) => [$"{values[0]} {values[1]}", ""]).Breaks(0.006, "city", "state", "brewery_name").Typos(0.004, "brewery_name", "city").Done("beers");
    }
}
