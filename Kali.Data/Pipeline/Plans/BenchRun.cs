using System.Collections.Immutable;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>What the steps' statements are made from, where no run is under way.</summary>
internal static class BenchRun
{
    public static RunContext Of(DatasetName dataset, string fileName, Part part, ImmutableArray<ColumnReading> columns, long loadNo, Actor actor, DateTimeOffset now) => Of(
        new PartToLoad
        {
            Key = "bench",
            UploadId = "bench",
            ReceivedAs = "bench",
            FileName = fileName,
            FileBytes = 0,
            UploadedAt = now,
            Part = part,
            Dataset = dataset,
            DatasetLabel = dataset.Name,
            SourceName = dataset.Name,
            Mode = IngestMode.Append,
            Columns = columns,
        },
        dataset, loadNo, actor, now);

    public static RunContext Of(PartToLoad part, DatasetName dataset, long loadNo, Actor actor, DateTimeOffset now) => new()
    {
        Id = new RunId(0),
        Uuid = Guid.Empty,
        Request = new RunRequest.Load { Part = part },
        DatasetId = 0,
        Dataset = dataset,
        SourceName = part.SourceName,
        Actor = actor.AsPipeline(),
        StartedAt = now,
        Facts = new RunFacts { LoadNo = loadNo },
    };
}
