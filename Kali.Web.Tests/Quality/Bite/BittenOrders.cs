using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Quality.Bite;

/// <summary>Orders without a mistake in a lake of their own, with rules that notice some mistakes and not others.</summary>
internal static class BittenOrders
{
    public static readonly DatasetName Name = new("kali_dev", "orders");

    private static readonly (string City, string Code)[] Cities = [("Köln", "50667"), ("Hamburg", "20095"), ("München", "80331"), ("Dresden", "01067"), ("Bremen", "28195")];
    private static readonly string[] People = ["Anna Lindner", "Bernd Krause", "Clara Vogt", "Dieter Hahn", "Emil Sommer", "Frieda Baumann", "Georg Winter", "Hanna Seidel", "Ivo Brandt", "Jule Kaiser"];

    public static ImmutableArray<ColumnReading> Columns { get; } =
    [
        new("nr", "Nr", DataType.String, new ValueFormat.AsText()),
        new("kunde", "Kunde", DataType.String, new ValueFormat.AsText()),
        new("ort", "Ort", DataType.String, new ValueFormat.AsText()),
        new("plz", "PLZ", DataType.String, new ValueFormat.AsText()),
        new("betrag", "Betrag", DataType.DecimalOf(18, 2), new ValueFormat.Number(',')),
        new("bestellt", "Bestellt", DataType.Date, new ValueFormat.Date("dd.MM.yyyy")),
        new("geliefert", "Geliefert", DataType.Date, new ValueFormat.Date("dd.MM.yyyy")),
    ];

    public static byte[] File(int rows)
    {
        var text = new StringBuilder("Nr;Kunde;Ort;PLZ;Betrag;Bestellt;Geliefert\r\n");
        for (var i = 0; i < rows; i++)
        {
            var (city, code) = Cities[i * 7 % Cities.Length];
            var ordered = new DateOnly(2026, 1, 1).AddDays(i * 13 % 280);
            text.Append(CultureInfo.InvariantCulture, $"A-{i:D5};{People[i * 3 % People.Length]};{city};{code};{20 + i * 37 % 400},{10 + i % 90};{ordered:dd.MM.yyyy};{ordered.AddDays(1 + i % 9):dd.MM.yyyy}\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static async Task LoadAsync(PipelineLake lake, int rows, params RuleKind[] rules)
    {
        var part = await Sending.ReceiveAsync(lake, "orders.csv", File(rows)) with { Columns = Columns };
        var run = await Sending.LoadAsync(lake, part);
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        foreach (var kind in rules)
            await PutInForceAsync(lake, new Rule { Id = Guid.NewGuid(), Dataset = Name, Name = $"{string.Join('_', kind.Columns)}_{kind.Code}_own", Kind = kind });
    }

    public static async Task PutInForceAsync(PipelineLake lake, Rule rule)
    {
        var schema = await lake.Get<RuleTrials>().SchemaAsync(Name, Actor.System, TestContext.Current.CancellationToken);
        await lake.Get<Rules>().SaveAsync(rule, schema!, Actor.System, TestContext.Current.CancellationToken);
    }
}
