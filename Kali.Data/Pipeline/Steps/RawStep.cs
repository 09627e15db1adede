using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Data.Quality;
using Kali.Data.Uploads;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Raw: every record of the file as text, or on the list of what could not be read.</summary>
internal sealed class RawStep(ReceivedFiles files, ILakeFiles lake, FileReading reading, FilePasswords passwords, RejectedRows rejects, TableWriter writer, RepairWork repairs, ILakehouse lakehouse, TimeProvider time) : RunStep
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public override RunStepName Name => RunStepName.Raw;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        if (run.Request is not RunRequest.Load)
            return await repairs.OverRawAsync(run, ct);

        var source = FileSource.In(lake, await files.FindAsync(new LakePath(run.Part.ReceivedAs), ct), run.Part.FileName);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var collecting = new RejectedRowsOfRun(run.Id);
        var skipped = new SkippedLines();
        IFileRows? reader = null;
        var columns = ColumnsOf(source, run.Part, ct);
        var select = Select(run, columns, new SqlName("rows"));
        var looking = LookAsync(run, () => reader, end.Token);
        WrittenTable written;
        try
        {
            written = await writer.CommitAsync(run, Name, new TableCommit
            {
                Table = run.Dataset.Raw,
                Schema = SchemaOf(run.Part),
                MayAddColumns = true,
                Change = new TableChange.Append(new RowSource.Text(Open, relation => Select(run, columns, relation))),
            }, ct);
        }
        finally
        {
            await end.CancelAsync();
            await looking;
        }

        var notReadable = await rejects.CountAsync(run.Id, ct);
        if (notReadable is null)
        {
            // Killed between the commit and the list, or an earlier attempt has committed: the file tells the same again.
            if (reader is null)
                ReadThrough(Open, ct);
            notReadable = await rejects.KeepAsync(collecting, ct);
        }
        if (reader is null && run.Facts.Skipped is null)
            ReadThrough(Open, ct);
        foreach (var line in skipped.Says())
            run.Progress.Say(line);
        return new StepResult
        {
            Facts = run.Facts with { RawRows = written.Rows, RawVersion = written.Version, NotReadable = notReadable, Skipped = skipped.Counts },
            Rows = written.Rows,
            Bytes = written.Bytes,
            Files = written.Files,
            Work = new StepWork(
                [new StepSource(null, null, run.Part.UploadId, run.Part.FileName)],
                run.Dataset.Raw,
                written.Version,
                [lakehouse.Explain(select).Text],
                [
                    .. run.Part.Columns.Select(column => new ColumnFlow(column.Label, column.Name, ["as-is"])),
                    .. run.Part.Joined.SelectMany(join => join.From.Select(part => new ColumnFlow(run.Part.Columns.First(column => column.Name == part).Label, join.Reading.Name, ["joined"]))),
                ]),
            Says = notReadable == 0
                ? Said.Of($"{written.Rows:N0} rows as text.")
                : Said.Of($"{written.Rows:N0} rows as text, {notReadable:N0} could not be read and are listed."),
        };

        IFileRows Open()
        {
            collecting.Clear();
            skipped.Clear();
            return reader = reading.OpenRows(source, run.Part.Part, ChoicesOf(run.Part), collecting.Add, skipped.Add, ct);
        }
    }

    private ImmutableArray<string> ColumnsOf(FileSource source, PartToLoad part, CancellationToken ct)
    {
        using var rows = reading.OpenRows(source, part.Part, ChoicesOf(part), _ => { }, ct);
        if (rows.Columns.Count != part.Columns.Length)
            throw new RefusedException($"{part.FileName} has {rows.Columns.Count} columns, and {part.Columns.Length} were looked at when it was sent. No table was changed. Send the file again.");
        return [.. rows.Columns];
    }

    /// <summary>The password of a protected workbook, as long as the process that was given it lives.</summary>
    private ReadingChoices ChoicesOf(PartToLoad part) =>
        UploadId.TryParse(part.UploadId, out var upload) ? passwords.With(upload, ReadingChoices.None) : ReadingChoices.None;

    private static void ReadThrough(Func<IFileRows> open, CancellationToken ct)
    {
        using var rows = open();
        var batch = new TextBatch(rows.Columns.Count);
        while (rows.Read(batch))
            ct.ThrowIfCancellationRequested();
    }

    private async Task LookAsync(RunContext run, Func<IFileRows?> reader, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                if (reader() is { } rows)
                {
                    run.Progress.Rows(rows.RowsRead);
                    if (rows.BytesTotal > 0)
                        run.Progress.Report((double)rows.BytesRead / rows.BytesTotal);
                }
                await Task.Delay(LookEvery, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The step is over.
        }
    }

    internal static Sql Select(RunContext run, ImmutableArray<string> columns, SqlName relation)
    {
        var texts = columns.Zip(run.Part.Columns, (from, to) => Sql.Of($"{new SqlName(from)} AS {new SqlName(to.Name)}"));
        var from = run.Part.Columns.Zip(columns, (to, name) => (to.Name, From: name)).ToDictionary(column => column.Name, column => column.From);
        var joined = run.Part.Joined.Select(join => Sql.Of($"{Joined(join, from)} AS {new SqlName(join.Reading.Name)}"));
        var row = new SqlName("_row");
        var own = new[]
        {
            Sql.Of($"{Text(run.Part.UploadId)} AS {new SqlName("_upload_id")}"),
            Sql.Of($"{Text(run.Part.FileName)} AS {new SqlName("_file")}"),
            Sql.Of($"{Text(run.Part.Part.Sheet ?? run.Part.Part.Entry)} AS {new SqlName("_sheet")}"),
            Sql.Of($"{row} AS {row}"),
            Sql.Of($"{new WholeNumber(PipelinePlans.Load(run).FirstRowId)} + {row} AS {new SqlName("_row_id")}"),
            Sql.Of($"{Text(run.Part.UploadedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).CastTo(DataType.Date)} AS {new SqlName("upload_date")}"),
            Sql.Of($"{Text(run.Actor.UserId)} AS {new SqlName("user_id")}"),
        };
        return Sql.Of($"SELECT {texts.Concat(joined).Concat(own)} FROM {relation}");
    }

    /// <summary>The parts that say something, one after another.</summary>
    private static FunctionCall Joined(JoinedColumn join, Dictionary<string, string> from) => new(
        SqlFunction.ConcatPresent,
        [
            new Constant(join.Separator),
            .. join.From.Where(from.ContainsKey).Select(SqlExpression (column) =>
            {
                var text = TextCleaning.Trimmed(new Column(from[column]));
                return Case.When(text.NotEqualTo(new Constant("")), text);
            }),
        ]);

    private static SqlExpression Text(string? text) => new Constant(text).AsText();

    internal static TableSchema SchemaOf(PartToLoad part) => new(
        [
            .. part.AllColumns.Select(column => new ColumnSchema(column.Name, DataType.String, Label: column.Label)),
            new ColumnSchema("_upload_id", DataType.String),
            new ColumnSchema("_file", DataType.String),
            new ColumnSchema("_sheet", DataType.String),
            new ColumnSchema("_row", DataType.Long),
            new ColumnSchema("_row_id", DataType.Long),
            new ColumnSchema("upload_date", DataType.Date),
            new ColumnSchema("user_id", DataType.String),
        ],
        ["upload_date", "user_id"]);
}
