using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Kali.Web.Tests.Engines.Databricks;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality.Bite;

/// <summary>What is planted, row by row, without looking for it.</summary>
public sealed class PlantingTests
{
    private const int Rows = 400;

    private static readonly ImmutableArray<ColumnReading> Columns =
    [
        Text("name"), Text("country"), Text("state"), Money("amount"), Day("paid"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSameDefects_ArePlantedOnBothEngines()
    {
        using var workspace = new TestWorkspace();
        using var embedded = new QualityLake();
        using var databricks = new QualityLake(workspace.Lakehouse);
        var load = await BillsAsync(embedded);
        await embedded.SilverAsync(load);
        var profile = await embedded.ProfileAsync(load);
        var customs = await EmptyByCustom.FindAsync(embedded.Lakehouse, Orders.Silver, Columns, profile, Actor.System, Ct);
        var defects = Defects.Of(Columns, profile, customs);

        var here = await PlantAsync(embedded, load, defects);
        await BillsAsync(databricks);

        Assert.Equal(here, await PlantAsync(databricks, load, defects));
        Assert.Equal([("state", "open", "paid")], customs.Select(custom => (custom.Condition, custom.Value, custom.Column)));
        var planted = here.Where(row => row[^1] is not null).ToLookup(row => defects[Convert.ToInt32(row[^1], CultureInfo.InvariantCulture)] is var defect ? (defect.Kind, defect.Column) : default);
        Assert.All(planted[(DefectKind.UnknownCode, "country")], row => Assert.Equal("QQ", row[1]));
        Assert.All(planted[(DefectKind.FilledIn, "paid")], row => Assert.True(row[2] is "open" && row[4] is string { Length: 10 }));
        Assert.All(planted[(DefectKind.FarOff, "amount")], row => Assert.Equal("800.50", row[3]));
        Assert.All(planted[(DefectKind.LostLetter, "name")], row => Assert.DoesNotContain(row[0], People));
        Assert.All(((DefectKind, string?)[])[(DefectKind.UnknownCode, "country"), (DefectKind.FilledIn, "paid"), (DefectKind.FarOff, "amount"), (DefectKind.LostLetter, "name")], kind => Assert.NotEmpty(planted[kind]));
    }

    private static readonly string[] People = ["Anna Lindner", "Bernd Krause", "Clara Vogt", "Dieter Hahn"];

    private static readonly string[] Countries = ["DE", "FR", "IT", "ES", "AT", "NL", "PL"];

    private static async Task<DataLoad> BillsAsync(QualityLake lake)
    {
        var rows = Enumerable.Range(0, Rows).Select(i => (string?[])
        [
            People[i / 4 % People.Length], Countries[i * 5 % Countries.Length], i % 4 == 0 ? "open" : "paid", string.Create(CultureInfo.InvariantCulture, $"{1 + i * 37 % Rows}.{i % 2 * 50:00}"),
            i % 4 == 0 ? null : new DateOnly(2026, 1, 1).AddDays(i * 7 % 300).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ]);
        return await lake.LoadAsync(1, Columns, [.. rows]);
    }

    private static async Task<List<object?[]>> PlantAsync(QualityLake lake, DataLoad load, ImmutableArray<Defect> defects)
    {
        var planting = new Planting(Columns, 7);
        var texts = Orders.Raw.At((await lake.Lakehouse.DescribeAsync(Orders.Raw, Actor.System, Ct))!.Version);
        var wanted = Columns.Select(column => new SqlName(column.Name)).Append(new SqlName(DataLoad.RowId)).Append(Planting.Planted);
        var sample = new TableRef.Derived(planting.Sample(texts, load, null), "sample");
        var rows = new List<object?[]>();
        foreach (var (round, places) in BitePlaces.Of(defects, Rows).Index())
            rows.AddRange(await lake.QueryAsync(Sql.Of($"SELECT {wanted} FROM ({planting.Rows(sample, null, places, round + 1)}) AS planted ORDER BY {new SqlName(DataLoad.RowId)}")));
        return rows;
    }
}
