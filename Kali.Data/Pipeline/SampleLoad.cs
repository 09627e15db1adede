using System.Collections.Immutable;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Sample;
using Kali.Data.Quality;
using Kali.Data.Uploads;

namespace Kali.Data.Pipeline;

/// <summary>
/// Loads the sample as if the person had dropped it, into the dataset <c>orders</c> with the rules a steward of orders would write:
/// the sample shows both, what a file has wrong and what rules make of it.
/// </summary>
public sealed class SampleLoad(KaliOptions kali, UploadSessions uploads, Intakes intakes, Datasets datasets, Rules rules)
{
    private const string DatasetLabel = "Orders";
    private const string SourceName = "sample";

    private static readonly ImmutableArray<string> Countries = ["AT", "DE", "DK", "ES", "FR", "IT", "NL", "PL"];

    private static readonly ImmutableArray<(string Name, RuleKind Kind, Threshold Threshold, string Why)> Written =
    [
        ("order_id_unique", new Unique(["order_id"]), Threshold.FailsAtOnce, "An order that is there twice is billed twice."),
        ("order_before_delivery", new OlderThanColumn("order_date", "delivery_date"), new Threshold(new Limit(Rows: 50), Limit.OfPercent(5)), "Late deliveries are billed from these two dates."),
        ("email_is_one", new HasFormat("e_mail", TextFormat.Email), new Threshold(new Limit(Rows: 48), Limit.OfPercent(5)), "Invoices go to this address."),
        ("country_is_known", new OneOf("country", Countries), new Threshold(Limit.None, Limit.OfPercent(5)), "Tax depends on the country, written in two letters."),
    ];

    /// <summary>The run that loads it.</summary>
    public async Task<RunId> SendAsync(Actor actor, CancellationToken ct)
    {
        using var content = new MemoryStream();
        SampleOrders.Write(content);
        content.Position = 0;
        var upload = await uploads.BringAsync(SampleOrders.FileName, content, actor, ct);
        var intake = (await intakes.LookAsync(upload, actor, ct)).Single();
        intake = await intakes.IntoAsync(intake.Id, DatasetLabel, actor, ct);
        await WriteRulesAsync(intake, actor, ct);
        var started = await intakes.StartAsync(intake.Id, actor, ct);
        return started.Run ?? throw new KaliException(started.Draft.Fault ?? Said.Of("The sample was brought in and not started. Its page among the uploads says why."));
    }

    /// <summary>Beside the rules every new dataset begins with, and only if nobody has written one of that name.</summary>
    private async Task WriteRulesAsync(Intake intake, Actor actor, CancellationToken ct)
    {
        var dataset = new DatasetName(kali.Catalog, intake.Draft.Dataset);
        await datasets.FindOrBeginAsync(dataset, DatasetLabel, SourceName, actor, ct);
        var readings = await intakes.ColumnsAsync(intake, actor, ct);
        var known = (await rules.ForRunAsync(dataset, readings, [], SampleOrders.MostlyEmpty, actor, ct)).Select(rule => rule.Name).ToHashSet();
        var silver = new TableSchema([.. readings.Select(reading => new ColumnSchema(reading.Name, reading.Type, Label: reading.Label))]);
        foreach (var (name, kind, threshold, why) in Written.Where(rule => !known.Contains(rule.Name)))
        {
            var rule = new Rule { Id = Guid.NewGuid(), Dataset = dataset, Name = name, Kind = kind, Threshold = threshold, Description = why };
            await rules.SaveAsync(rule, silver, actor.AsPipeline(), ct);
        }
    }
}
