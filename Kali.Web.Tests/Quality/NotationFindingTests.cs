using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality;

/// <summary>What is written otherwise, by one table with a slip of each kind.</summary>
public sealed class NotationFindingTests : IDisposable
{
    private static readonly ImmutableArray<ColumnReading> Readings =
    [
        QualityLake.Text("id"), QualityLake.Text("weight"), QualityLake.Text("pages"), QualityLake.Whole("volume"), QualityLake.Whole("founded"), new("votes", "votes", DataType.Long, new ValueFormat.Number('.', ',')),
        QualityLake.Text("first_name"), QualityLake.Text("phone"), QualityLake.Text("product"), QualityLake.Money("low"), QualityLake.Money("high"), QualityLake.Text("state"), QualityLake.Text("city"), QualityLake.Text("area"),
    ];

    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Search_TellsUnitsSpreadsheetsStandInsAndExchanges_AndLetsNamesBe()
    {
        var rows = Rows();
        (rows[5][1], rows[6][1], rows[7][1]) = ("12.5 KG", "900 g", "1 kg 200 g");
        (rows[9][2], rows[10][3], rows[11][3], rows[12][4], rows[13][5]) = ("Mar-78", "-1", "-1", "19567", "4,321");
        (rows[14][6], rows[15][7]) = ("Nan", "555-1x34");
        (rows[16][9], rows[16][10]) = (rows[16][10], rows[16][9]);
        rows[20][13] = rows[25][13];
        var found = (await FindAsync(rows)).Groups.SelectMany(group => group.Examples.Select(cell => (Row: DataLoad.RowOf(cell.RowId) - 2, cell.Column, group.Detector, group.Tier, cell.Proposal))).OrderBy(cell => cell.Row).ThenBy(cell => cell.Column, StringComparer.Ordinal);

        Assert.Equal(
        [
            (5L, "weight", DetectorKind.FormatMinority, FindingTier.WorthALook, "12.5 kg"),
            (6L, "weight", DetectorKind.UnitMix, FindingTier.Confirmed, null),
            (7L, "weight", DetectorKind.UnitMix, FindingTier.Confirmed, null),
            (9L, "pages", DetectorKind.FormatMinority, FindingTier.Confirmed, null),
            (10L, "volume", DetectorKind.DisguisedMissing, FindingTier.Confirmed, null),
            (11L, "volume", DetectorKind.DisguisedMissing, FindingTier.Confirmed, null),
            (12L, "founded", DetectorKind.NumericOutlier, FindingTier.Confirmed, null),
            (13L, "votes", DetectorKind.FormatMinority, FindingTier.WorthALook, "4321"),
            (15L, "phone", DetectorKind.FormatMinority, FindingTier.Confirmed, null),
            (16L, "high", DetectorKind.SwappedColumns, FindingTier.Confirmed, rows[16][9]),
            (16L, "low", DetectorKind.SwappedColumns, FindingTier.Confirmed, rows[16][10]),
            (20L, "area", DetectorKind.Dependency, FindingTier.WorthALook, (string?)null),
        ], found);
    }

    private static string[][] Rows()
    {
        (string Product, string Low, string High)[] products = [("Bolt", "3.50", "11.25"), ("Clamp", "8.10", "29.40"), ("Gasket", "5.75", "17.95"), ("Bearing", "9.20", "40.60"), ("Spring", "4.05", "23.15")];
        (string State, string[] Cities)[] states = [("Bayern", ["Passau", "Coburg"]), ("Hessen", ["Kassel", "Fulda"]), ("Sachsen", ["Zwickau", "Pirna"])];
        string[] names = ["Anna", "Bert", "Clara", "David", "Emma", "Felix", "Greta"];
        return
        [
            .. Enumerable.Range(0, 300).Select(i =>
            {
                var (product, place) = (products[i % 5], states[i / 5 % 3]);
                string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
                return (string[])
                [
                    Number($"A-{i + 1000}"), Number($"{1.5 + i * 7 % 61} kg"), Number($"{i * 37 % 900 + 11}-{i * 37 % 900 + 12 + i % 9}"), Number($"{1 + i * 11 % 83}"), Number($"{1900 + i * 13 % 97}"), Number($"{1200 + i * 53 % 7000}"), names[(i * 3 + i / 11) % 7], Number($"555-{1000 + i * 17 % 8999}"),
                    product.Product, product.Low, product.High, place.State, place.Cities[i / 15 % 2], Number($"0{i / 5 % 3 + 6}{i / 30 % 3 + 11}"),
                ];
            }),
        ];
    }

    private async Task<FindingReport> FindAsync(string[][] rows)
    {
        var load = await _lake.LoadAsync(1, Readings, rows);
        await _lake.SilverAsync(load);
        return await new FindingSearch(_lake.Lakehouse).SearchAsync(new FindingSubject(load, QualityLake.Orders.Raw, QualityLake.Orders.Silver), QualityLake.Steward, TestContext.Current.CancellationToken);
    }
}
