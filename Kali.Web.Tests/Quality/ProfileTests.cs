using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

public sealed class ProfileTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    private Task<DataLoad> NumbersAsync(long loadNo, int from, int count) => _lake.LoadAsync(loadNo, [Whole("id"), Text("code"), Text("country")],
        [.. Enumerable.Range(from, count).Select(n => new[] { n.ToString(CultureInfo.InvariantCulture), $"A-{n}", n % 10 == 0 ? "" : n % 3 == 0 ? "FR" : "DE" })]);

    [Fact]
    public async Task Profile_WhenColumnsDiffer_CountsWhatIsWorthCounting()
    {
        var profile = await _lake.ProfileAsync(await NumbersAsync(1, 1, 6000));
        var (id, code, country) = (profile.Columns[0], profile.Columns[1], profile.Columns[2]);
        Assert.Equal((6000, "1", "6000", 3000.5), (id.Distinct, id.Min, id.Max, id.Mean));
        Assert.True(id.MayBeKey);
        Assert.Equal(6000, id.Histogram!.Bins.Sum(bin => bin.Count));
        Assert.InRange(id.Quantiles[4], 2950, 3050);
        Assert.Equal(("A-9", 6000L), (code.Patterns[0].Value, code.PatternsOf));
        Assert.Equal((2, 600L, true), (country.Distinct, country.Missing, country.IsDistinctExact));
        Assert.Equal([("DE", 3600L), ("FR", 1800L)], country.TopValues.Select(value => (value.Value, value.Count)));
        Assert.Equal(profile, Profile.FromJson(profile.ToJson()), (one, other) => one!.ToJson() == other!.ToJson());
    }

    [Fact]
    public async Task Add_WhenLoadsFollow_EqualsTheProfileOfBoth()
    {
        var sum = (await _lake.ProfileAsync(await NumbersAsync(1, 1, 3000))).Add(await _lake.ProfileAsync(await NumbersAsync(2, 3001, 5000)));
        using var other = new QualityLake();
        var load = await other.LoadAsync(1, [Whole("id"), Text("code"), Text("country")],
            [.. Enumerable.Range(1, 8000).Select(n => new[] { n.ToString(CultureInfo.InvariantCulture), $"A-{n}", n % 10 == 0 ? "" : n % 3 == 0 ? "FR" : "DE" })]);
        var whole = await other.ProfileAsync(load);
        foreach (var (one, both) in sum.Columns.Zip(whole.Columns))
        {
            Assert.Equal((both.Present, both.Missing, both.Min, both.Max), (one.Present, one.Missing, one.Min, one.Max));
            Assert.Equal(both.Mean ?? 0, one.Mean ?? 0, 6);
            Assert.Equal(both.Deviation ?? 0, one.Deviation ?? 0, 6);
            Assert.Equal(both.TopValues, one.TopValues);
            Assert.Equal(both.Histogram?.Bins.Sum(bin => bin.Count), one.Histogram?.Bins.Sum(bin => bin.Count));
        }
        Assert.Equal(whole.Columns[0].Histogram!.Bins, sum.Columns[0].Histogram!.Bins);
    }

    [Fact]
    public async Task Add_WhenLoadsAreOfDifferentSizeAndShape_HasTheQuantilesOfAllValues_AndSaysHowManyDifferThere()
    {
        string?[][] few = [.. Enumerable.Range(0, 500).Select(n => new[] { Number(n * n % 9973), Number(n), "a" })];
        string?[][] many = [.. Enumerable.Range(0, 4000).Select(n => new[] { Number(5000 + n * 7 % 9001), Number(n + 500), n % 2 == 0 ? "a" : "b" })];
        ImmutableArray<ColumnReading> readings = [Whole("figure"), Whole("id"), Text("word")];
        var sum = (await _lake.ProfileAsync(await _lake.LoadAsync(1, readings, few))).Add(await _lake.ProfileAsync(await _lake.LoadAsync(2, readings, many)));

        var figures = few.Concat(many).Select(row => double.Parse(row[0]!, CultureInfo.InvariantCulture)).Order().ToList();
        foreach (var (share, quantile) in Profile.QuantileShares.Zip(sum.Columns[0].Quantiles))
            Assert.InRange(figures.Count(figure => figure <= quantile) / (double)figures.Count, share - 0.015, share + 0.015);
        var different = figures.Distinct().Count();
        Assert.InRange(different, sum.Columns[0].Distinct * 0.8, sum.Columns[0].DistinctAtMost!.Value * 1.2);
        Assert.Equal((2L, true, null), (sum.Columns[2].Distinct, sum.Columns[2].IsDistinctExact, sum.Columns[2].DistinctAtMost));
        // No value of one load reaches into the other's.
        Assert.InRange(sum.Columns[1].Distinct, 3900, 4500);
        Assert.Equal(sum.ToJson(), Profile.FromJson(sum.ToJson()).ToJson());
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Profile_WhenThereAreNoRows_IsEmpty()
    {
        var profile = await _lake.ProfileAsync(await _lake.LoadAsync(1, [Whole("id")], ["1"]) with { LoadNo = 7 });
        Assert.Equal((0L, 0L), (profile.Rows, profile.Columns[0].Present));
    }
}
