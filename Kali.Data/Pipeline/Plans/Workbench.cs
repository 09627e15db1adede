using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline.Steps;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>
/// A file read as a run reads it, as far as silver, without a run: for looking at a file on a lake that is thrown away after.
/// </summary>
public sealed class Workbench(ILakehouse lakehouse, FileReading reading, KaliOptions kali, TimeProvider time)
{
    private const long OnlyLoad = 1;

    public async Task<BenchLoad> LoadAsync(FileSource source, Part part, ImmutableArray<ColumnReading> columns, Actor actor, CancellationToken ct)
    {
        var run = BenchRun.Of(new DatasetName(kali.Catalog, part.DatasetName), source.Name, part, columns, OnlyLoad, actor, time.GetUtcNow());
        var rejected = 0L;
        var names = Names(source, part, ct);
        var raw = await CommitAsync(run, run.Dataset.Raw, RawStep.SchemaOf(run.Part), new RowSource.Text(Open, relation => RawStep.Select(run, names, relation)), ct);
        var load = PipelinePlans.Load(run);
        var choices = new SilverChoices(DateOnly.FromDateTime(run.StartedAt.UtcDateTime), run.SourceName, [], null, MissingSpellings.Default);
        var plan = SilverPlan.For(load, run.Dataset.Raw.At(raw.Version), choices);
        var silver = await CommitAsync(run, run.Dataset.Silver, plan.Schema, new RowSource.Query(plan.Rows), ct);
        return new BenchLoad(load, run.Dataset.Raw.At(raw.Version), run.Dataset.Silver.At(silver.Version), plan.Schema, raw.RowsWritten, rejected, run.StartedAt);

        IFileRows Open()
        {
            rejected = 0;
            return reading.OpenRows(source, part, ReadingChoices.None, _ => rejected++, ct);
        }
    }

    internal static ImmutableArray<string> Names(FileReading reading, FileSource source, Part part, CancellationToken ct)
    {
        using var rows = reading.OpenRows(source, part, ReadingChoices.None, _ => { }, ct);
        return [.. rows.Columns];
    }

    private ImmutableArray<string> Names(FileSource source, Part part, CancellationToken ct) => Names(reading, source, part, ct);

    private async Task<CommitOutcome.Committed> CommitAsync(RunContext run, TableName table, TableSchema schema, RowSource rows, CancellationToken ct) =>
        await lakehouse.CommitAsync(new TableCommit { Table = table, Schema = schema, Change = new TableChange.Append(rows) }, run.Actor, ct) as CommitOutcome.Committed
        ?? throw new KaliException($"{table} was written by somebody else at the same time. Look at the file again.");
}

/// <summary>A file on the workbench.</summary>
/// <param name="Load">Its rows.</param>
/// <param name="Raw">The texts.</param>
/// <param name="Silver">The typed rows, exact duplicates left out.</param>
/// <param name="Schema">Silver's columns.</param>
/// <param name="Rows">Rows of raw.</param>
/// <param name="NotReadable">Records that could not become rows.</param>
/// <param name="At">When.</param>
public sealed record BenchLoad(DataLoad Load, TableRef Raw, TableRef Silver, TableSchema Schema, long Rows, long NotReadable, DateTimeOffset At)
{
    /// <summary>What rules are tested on.</summary>
    public CheckSubject Subject => new(Silver, Schema, Load.Rows, At);
}
