using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest.Typing;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>Looks into uploads: parts, previews, and what a draft of a part is to be asked about. Reading is synchronous, so it happens on threads of its own.</summary>
internal sealed class IntakeReader(
    UploadSessions uploads, FileReading reading, FilePasswords passwords, Datasets datasets, DatasetSettings settings, IUploadComparison comparison, IReturnedWorkbooks workbooks, KaliOptions kali)
{
    public async Task<FileOutcome> LookAsync(Upload upload, ReadingChoices choices, CancellationToken ct)
    {
        var source = await SourceOfAsync(upload, ct);
        return await Task.Run(() => reading.Look(source, passwords.With(upload.Id, choices), ct), ct);
    }

    /// <summary>The preview; what no value settles is proposed as the file's region, else as the dataset, writes it.</summary>
    public async Task<FilePreview> PreviewAsync(Upload upload, Part part, ReadingChoices choices, ImmutableArray<ColumnReading> ofDataset, CancellationToken ct) =>
        (await SampleAsync(upload, part, choices, ofDataset, ct)).Preview;

    private async Task<FileSample> SampleAsync(Upload upload, Part part, ReadingChoices choices, ImmutableArray<ColumnReading> ofDataset, CancellationToken ct)
    {
        var source = await SourceOfAsync(upload, ct);
        return await Task.Run(() => reading.Sample(source, part, passwords.With(upload.Id, choices), Regions.Hints(choices.Region, ofDataset), ct), ct);
    }

    public async Task<KeyWorth> CountKeyAsync(Upload upload, Part part, ImmutableArray<string> columns, CancellationToken ct)
    {
        var source = await SourceOfAsync(upload, ct);
        return await Task.Run(
            () =>
            {
                using var rows = reading.OpenRows(source, part, passwords.With(upload.Id, ReadingChoices.None), _ => { }, ct);
                var names = rows.Columns.ToList();
                var places = columns.Select(column => names.IndexOf(column)).Where(place => place >= 0).ToList();
                return KeySearch.Count(rows, places, ct);
            },
            ct);
    }

    public async Task<long> TuplesAsync(Upload upload, Part part, ImmutableArray<int> places, int most, Func<IReadOnlyList<TextTuple>, Task> piece, CancellationToken ct)
    {
        var source = await SourceOfAsync(upload, ct);
        if (!source.IsWhole)
            return 0;
        return await Task.Run(
            async () =>
            {
                using var rows = reading.OpenRows(source, part, passwords.With(upload.Id, ReadingChoices.None), _ => { }, ct);
                return await TextTuples.ReadAsync(rows, places, most, piece, ct);
            },
            ct);
    }

    /// <summary>The dataset an upload was sent to as its new version; null when it was sent to none there is.</summary>
    public async Task<string?> MeantForAsync(Upload upload, Actor actor, CancellationToken ct) =>
        upload.Metadata.Text(UploadMetadata.Dataset) is { Length: > 0 } name && SafeName.From(name, "") == name && await datasets.FindAsync(NameOf(name), actor, ct) is not null
            ? name
            : null;

    /// <summary>What the file is where it is a workbook that Kali sent out to be repaired; null for all others.</summary>
    public async Task<ReturnedWorkbook?> ReturnedAsync(Upload upload, Actor actor, CancellationToken ct) =>
        await workbooks.TakeAsync(await SourceOfAsync(upload, ct), actor, ct);

    /// <summary>The part of a file that is the dataset's new version: the only one, or the one of the sheet that was loaded last.</summary>
    public async Task<Part?> MeantAsync(ImmutableArray<Part> parts, string dataset, Actor actor, CancellationToken ct)
    {
        var visible = parts.Where(part => !part.IsHidden).ToList();
        if (visible.Count == 1)
            return visible[0];
        var sheet = (await RememberedAsync(dataset, actor, ct))?.Sheet;
        return sheet is null ? null : visible.Find(part => part.Sheet == sheet);
    }

    /// <summary>A first draft of a part into a dataset, with what is remembered of that dataset.</summary>
    public async Task<IntakeDraft> DraftAsync(Upload upload, Part part, string dataset, Question? about, Actor actor, CancellationToken ct)
    {
        var memory = await RememberedAsync(dataset, actor, ct) ?? new IntakeMemory();
        var (again, choices) = await AsLastAsync(upload, part, memory, await ColumnsAsync(dataset, actor, ct), ct);
        var draft = new IntakeDraft
        {
            Part = again,
            Choices = choices,
            ReadAsLast = choices.IsAsFound ? null : memory.FileName,
            Dataset = dataset,
            DatasetLabel = dataset,
            Mode = memory.Mode,
            Keys = memory.Keys,
            Renames = memory.Renames,
            Joins = memory.Joins,
        };
        draft = await ReadAgainAsync(upload, draft, actor, ct);
        if (about is not null)
            draft = draft with { Questions = draft.Questions.Add(about) };
        if (IntakeParts.WhichTables(again) is { } tables)
            draft = draft with { Questions = draft.Questions.Add(tables) };
        return draft with { Answers = memory.AnswersTo(draft.Questions) };
    }

    /// <summary>
    /// The part read by what was chosen for the last file, as far as that fits this one: where the header stands is this file's own affair when
    /// the dataset's columns are found without it.
    /// </summary>
    private async Task<(Part Part, ReadingChoices Choices)> AsLastAsync(Upload upload, Part part, IntakeMemory memory, ImmutableArray<ColumnReading> ofDataset, CancellationToken ct)
    {
        if (memory.Choices == ReadingChoices.None)
            return (part, ReadingChoices.None);
        var own = memory.Choices with { Entry = part.Entry, Sheet = part.Sheet, Table = memory.Choices.Table == 0 ? 0 : part.Facts.Table };
        var best = (Part: part, Choices: ReadingChoices.None, Found: Found(part, ofDataset));
        foreach (var choices in new[] { own with { PreambleRows = null, HeaderRows = null, FooterRows = null }, own })
        {
            if (await LookAsync(upload, choices, ct) is FileOutcome.Readable { Parts: [var again, ..] } && Found(again, ofDataset) is var found && found >= best.Found)
                best = (again, choices, found);
        }
        return (best.Part, best.Choices);
    }

    private static int Found(Part part, ImmutableArray<ColumnReading> ofDataset)
    {
        var names = SafeName.ForColumns(part.Facts.Columns);
        return ofDataset.Count(column => names.Contains(column.Name));
    }

    /// <summary>The draft with its columns, questions and schema diff read from the file and the dataset as they are now.</summary>
    public async Task<IntakeDraft> ReadAgainAsync(Upload upload, IntakeDraft draft, Actor actor, CancellationToken ct)
    {
        var ofDataset = await ColumnsAsync(draft.Dataset, actor, ct);
        var sample = await SampleAsync(upload, draft.Part!, draft.Choices, ofDataset, ct);
        var preview = sample.Preview;
        var kept = draft.Questions.Where(question => question is Question.Sheets or Question.Tables);
        var found = preview.Columns.Select(column => column.Reading.Name).ToHashSet(StringComparer.Ordinal);
        draft = draft with { Joins = [.. draft.Joins.Where(join => join.From.All(found.Contains) && !found.Contains(join.Column))] };
        draft = Compared(draft with { Part = preview.Part, Proposed = [.. preview.Columns.Select(column => column.Reading)], Questions = [.. preview.Questions, .. kept] }, preview, ofDataset);
        return draft.Diff is null ? draft with { Signs = [] } : await WithSignsAsync(upload, draft, sample, ofDataset, actor, ct);
    }

    /// <summary>The draft with what in the file is not like the dataset's last one; what is grave is a question.</summary>
    private async Task<IntakeDraft> WithSignsAsync(Upload upload, IntakeDraft draft, FileSample sample, ImmutableArray<ColumnReading> ofDataset, Actor actor, CancellationToken ct)
    {
        var memory = await RememberedAsync(draft.Dataset, actor, ct);
        var columns = AnsweredColumns.Of(draft, ofDataset.ToDictionary(column => column.Name));
        var rows = sample.IsAll ? sample.Preview.RowsSampled : RowEstimate.Of(sample.Preview, upload.Length);
        var signs = await comparison.CompareAsync(new UploadToCompare(NameOf(draft.Dataset), sample, columns, ofDataset, draft.Diff!, rows, sample.IsAll), actor, ct);
        ImmutableArray<UploadSign> all = [.. signs.Concat(memory?.Facts is { } last ? FileSigns.Of(last, draft.Part!, memory.Sheet) : []).OrderByDescending(sign => sign.IsGrave)];
        return draft with { Signs = all, Questions = all.Any(sign => sign.IsGrave) ? draft.Questions.Add(new Question.News([.. all.Where(sign => sign.IsGrave)])) : draft.Questions };
    }

    /// <summary>The draft with the schema diff to the dataset it goes into, and the question whether that is meant.</summary>
    private static IntakeDraft Compared(IntakeDraft draft, FilePreview preview, ImmutableArray<ColumnReading> ofDataset)
    {
        var others = draft.Questions.Where(question => question is not Question.SchemaChanged).ToImmutableArray();
        if (ofDataset.IsEmpty)
            return draft with { Diff = null, Questions = others };
        var diff = KnownRenames.Apply(SchemaComparison.Compare(ofDataset, preview), draft.Proposed, draft.Renames);
        return draft with { Diff = diff, Questions = KnownRenames.IsSettled(diff, draft.Renames) ? others : [.. others, new Question.SchemaChanged(diff)] };
    }

    /// <summary>The dataset's columns as readings; none when it is new.</summary>
    public async Task<ImmutableArray<ColumnReading>> ColumnsAsync(string dataset, Actor actor, CancellationToken ct)
    {
        var name = NameOf(dataset);
        if (await datasets.FindAsync(name, actor, ct) is null)
            return [];
        return [.. (await datasets.ColumnsAsync(name, actor, ct)).Select(column => new ColumnReading(
            column.Name,
            column.Label,
            JsonSerializer.Deserialize<DataType>($"\"{column.Type}\"", IngestJson.Options)!,
            JsonSerializer.Deserialize<ValueFormat>(column.Format, IngestJson.Options)!))];
    }

    /// <summary>The columns that are put together, as the dataset reads them.</summary>
    public async Task<ImmutableArray<JoinedColumn>> JoinedAsync(IntakeDraft draft, Actor actor, CancellationToken ct)
    {
        if (draft.Joins.IsEmpty)
            return [];
        var ofDataset = await ColumnsAsync(draft.Dataset, actor, ct);
        return [.. draft.Joins.SelectMany(join => ofDataset.Where(known => known.Name == join.Column).Select(known => new JoinedColumn(known, join.From, join.Separator)))];
    }

    public DatasetName NameOf(string dataset) => new(kali.Catalog, dataset);

    public Task<IntakeMemory?> RememberedAsync(string dataset, Actor actor, CancellationToken ct) =>
        settings.GetAsync<IntakeMemory>(NameOf(dataset), IntakeMemory.Name, actor, ct, IngestJson.Options);

    public Task RememberAsync(string dataset, IntakeMemory memory, Actor actor, CancellationToken ct) =>
        settings.SetAsync(NameOf(dataset), IntakeMemory.Name, memory, actor, ct, IngestJson.Options);

    private async Task<FileSource> SourceOfAsync(Upload upload, CancellationToken ct)
    {
        var isWhole = upload.State == UploadState.Complete;
        return uploads.LocalPath(upload) is { } path
            ? FileSource.At(path, upload.FileName, isWhole)
            : new FileSource(upload.FileName, await uploads.OpenerAsync(upload, ct), isWhole);
    }
}
