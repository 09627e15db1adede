namespace Kali.Web.Tests.Benchmarks.Findings;

/// <summary>
/// Ten thousand tax payers: the zip code decides city and state, the area code the state, state and marital status the exemption; who has no child has no exemption
/// for one, who is single none for the married.
/// </summary>
internal static class TaxTable
{
    public static MadeTable Make(int seed)
    {
        string[] header = ["f_name", "l_name", "gender", "area_code", "phone", "city", "state", "zip", "marital_status", "has_child", "salary", "rate", "single_exemp", "married_exemp", "child_exemp"];
        var random = new Random(seed);
        string[] states = ["AL", "AZ", "AR", "CA", "CO", "CT", "FL", "GA", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY"];
        var cities = ShapedTables.Names(random, 700, ["Ash", "Oak", "Mill", "Spring", "Wood", "Clear", "Fair", "Green", "North", "West", "East", "Hart", "King", "Rose", "Stone", "Lake", "River", "Cedar", "Glen", "Elm"], ["er", "ing", "es", " "], ["field", "ton", "ville", "dale", "burg", "port", "wood", "ford", "mont", "brook", "view", "haven"]);
        var (firsts, lasts) = (ShapedTables.Names(random, 900, ["Al", "Ber", "Car", "Da", "El", "Fer", "Gi", "Ha", "Jo", "Ka", "Li", "Ma", "Na", "Ro", "Sa", "Ta", "Vi", "Wen"], ["ri", "na", "le", "to", "mi", "ra"], ["na", "do", "lyn", "rick", "ta", "son", "belle", "n", "nie", "vin"]),
            ShapedTables.Names(random, 1600, ["Mac", "O'B", "Van", "De", "Bar", "Cal", "Dor", "Far", "Gar", "Hol", "Kel", "Lam", "Mar", "Nor", "Par", "Ros", "San", "Tor", "Wal", "Zim", "D'A"], ["en", "in", "or", "al", "ig", "est", "um", "ack"], ["berg", "ley", "oyle", "man", "mer", "ski", "ton", "well", "ini", "er", "son", "ez", "ucci", "elli", "stad", "horn"]));
        // The first digit of a zip code is that of its part of the country: in the north-east it is a nought.
        var places = states.SelectMany((state, at) => Enumerable.Range(0, 34).Select(_ => (Zip: ShapedTables.Text($"{(state is "CT" or "MA" or "ME" or "NH" or "NJ" or "RI" or "VT" ? random.Next(1001, 9000) : 10000 + at * 1850 + random.Next(1800)):00000}"), City: random.Of(cities), State: state))).DistinctBy(place => place.Zip).ToList();
        var areas = states.ToDictionary(state => state, state => Enumerable.Range(0, 5).Select(i => ShapedTables.Text($"{201 + Array.IndexOf(states, state) * 16 + i * 3}")).ToList());
        var exemptions = states.ToDictionary(state => state, _ => (Single: random.Next(0, 9) * 500, Married: random.Next(2, 16) * 500, Child: random.Next(1, 12) * 150, Rate: 2 + random.Next(12) * 0.5));
        var rows = new List<string[]>();
        for (var i = 0; i < 10_000; i++)
        {
            var (place, isMarried, hasChild, salary) = (random.Of(places), random.NextDouble() < 0.48, random.NextDouble() < 0.52, 5000 + random.Next(19) * 5000);
            var (single, married, child, rate) = exemptions[place.State];
            rows.Add([
                random.NextDouble() < 0.002 ? "Nan" : random.Of(firsts), random.Of(lasts), random.Next(2) == 0 ? "F" : "M", random.Of(areas[place.State]), ShapedTables.Text($"{random.Next(200, 1000)}-{random.Next(10000):0000}"), place.City.ToUpperInvariant(), place.State, place.Zip,
                isMarried ? "M" : "S", hasChild ? "Y" : "N", ShapedTables.Text($"{salary}"), ShapedTables.Fixed(rate + (salary >= 50_000 ? 1.25 : 0), 2), ShapedTables.Text($"{(isMarried ? 0 : single)}"), ShapedTables.Text($"{(isMarried ? married : 0)}"), ShapedTables.Text($"{(hasChild ? child : 0)}"),
            ]);
        }
        return new Planter(header, rows, seed * 7 + 1)
            .Change("lost nought", 0.02, "zip", (_, value) => value.TrimStart('0')).Change("doubled apostrophe", 0.03, "l_name", (_, value) => value.Replace("'", "''", StringComparison.Ordinal)).Change("typo", 0.006, "city", (pick, value) => $"{value}-*"[..(value.Length + 1 + pick.Next(2))]).Typos(0.006, "city")
            .Breaks(0.005, "city", "state", "zip", "area_code").Together("exemption without child", 0.005, ["has_child", "child_exemp"], (_, values) => values[0] == "Y" ? ["N", values[1]] : values)
            .Together("exemption of the other", 0.004, ["single_exemp", "married_exemp"], (_, values) => [values[1], values[0]]).Change("format", 0.005, "phone", (_, value) => value.Replace("-", "", StringComparison.Ordinal))
            .Breaks(0.004, "rate").Change("format", 0.003, "gender", (_, value) => value == "F" ? "Female" : "Male").Times("unit shift", 0.003, 1000, 0, "salary").Blanks(0.003, "state", "zip").Done("tax");
    }
}
