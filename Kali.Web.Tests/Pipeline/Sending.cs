using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Data.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

/// <summary>Files on their way into a lake under test, as uploads put them there.</summary>
internal static class Sending
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static ImmutableArray<ColumnReading> OrderColumns { get; } =
    [
        new("bestell_nr", "Bestell-Nr", DataType.String, new ValueFormat.AsText()),
        new("kunde", "Kunde", DataType.String, new ValueFormat.AsText()),
        new("betrag", "Betrag", DataType.DecimalOf(18, 2), new ValueFormat.Number(',')),
        new("bestellt_am", "Bestellt am", DataType.Date, new ValueFormat.Date("dd.MM.yyyy")),
    ];

    /// <summary>Puts the bytes where uploads are received, and says how they are to be loaded.</summary>
    public static async Task<PartToLoad> ReceiveAsync(PipelineLake lake, string name, byte[] bytes, string dataset = "orders", IngestMode mode = IngestMode.Append, params string[] keys)
    {
        var place = new LakePath($"raw/uploads/2026-11-23/u-one/{name}");
        Assert.True(await lake.Get<ILakeFiles>().PutIfAbsentAsync(place, bytes, Ct));
        var source = FileSource.At(lake.Get<ILakeFiles>().LocalPath(place)!, name);
        var outcome = lake.Get<FileReading>().Look(source, ReadingChoices.None, Ct);
        var part = Assert.IsType<FileOutcome.Readable>(outcome).Parts[0];
        return PipelineLake.Part(dataset, name, bytes.Length) with
        {
            ReceivedAs = place.Value,
            FileName = name,
            Part = part,
            Mode = mode,
            Keys = [.. keys],
            Columns = OrderColumns,
        };
    }

    public static async Task<RunSnapshot> LoadAsync(PipelineLake lake, PartToLoad part, Actor? actor = null)
    {
        var id = await lake.Runs.StartAsync(part, actor ?? PipelineLake.One, Ct);
        return await WorkToEndAsync(lake, id);
    }

    /// <summary>Works the queue in this process until the run has ended.</summary>
    public static Task<RunSnapshot> WorkToEndAsync(PipelineLake lake, params RunId[] ids) => WorkToEndAsync(lake, ids, Ct);

    public static async Task<RunSnapshot> WorkToEndAsync(PipelineLake lake, IReadOnlyList<RunId> ids, CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var worker = lake.Get<RunWorker>().WorkAsync(stopping.Token);
        RunSnapshot? last = null;
        foreach (var id in ids)
        {
            await foreach (var run in lake.Runs.WatchAsync(id, PipelineLake.Steward, ct))
            {
                last = run;
                if (run.State.HasEnded())
                    break;
            }
        }
        await stopping.CancelAsync();
        await worker;
        return last!;
    }

    public static async Task<List<object?[]>> QueryAsync(PipelineLake lake, Sql sql, Actor? actor = null)
    {
        await using var result = await lake.Get<ILakehouse>().QueryAsync(sql, actor ?? PipelineLake.Steward, Ct);
        return await result.ToListAsync(Ct);
    }

    public static async Task<long> CountAsync(PipelineLake lake, TableName table) =>
        Convert.ToInt64((await QueryAsync(lake, Sql.Of($"SELECT count(*) FROM {table}")))[0][0], System.Globalization.CultureInfo.InvariantCulture);
}
