using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Catalog;
using Kali.Data.Engines;
using Kali.Data.Ingest.Typing;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>Looks into uploads: parts, previews, and what a draft of a part is to be asked about. Reading is synchronous, so it happens on threads of its own.</summary>
internal sealed class IntakeReader(
    UploadSessions uploads, FileReading reading, FilePasswords passwords, Datasets datasets, DatasetSettings settings, KaliOptions kali)
{
    public Task<FileOutcome> LookAsync(Upload upload, ReadingChoices choices, CancellationToken ct) =>
        Task.Run(() => reading.Look(SourceOf(upload), passwords.With(upload.Id, choices), ct), ct);

    public Task<FilePreview> PreviewAsync(Upload upload, Part part, ReadingChoices choices, CancellationToken ct) =>
        Task.Run(() => reading.Preview(SourceOf(upload), part, passwords.With(upload.Id, choices), TypingHints.None, ct), ct);

    public Task<KeyWorth> CountKeyAsync(Upload upload, Part part, ImmutableArray<string> columns, CancellationToken ct) =>
        Task.Run(
            () =>
            {
                using var rows = reading.OpenRows(SourceOf(upload), part, passwords.With(upload.Id, ReadingChoices.None), _ => { }, ct);
                var names = rows.Columns.ToList();
                var places = columns.Select(column => names.IndexOf(column)).Where(place => place >= 0).ToList();
                return KeySearch.Count(rows, places, ct);
            },
            ct);

    /// <summary>The dataset an upload was sent to as its new version; null when it was sent to none there is.</summary>
    public async Task<string?> MeantForAsync(Upload upload, Actor actor, CancellationToken ct) =>
        upload.Metadata.Text(UploadMetadata.Dataset) is { Length: > 0 } name && SafeName.From(name, "") == name && await datasets.FindAsync(NameOf(name), actor, ct) is not null
            ? name
            : null;

    /// <summary>A first draft of a part into a dataset, with what is remembered of that dataset.</summary>
    public async Task<IntakeDraft> DraftAsync(Upload upload, Part part, string dataset, Question? about, Actor actor, CancellationToken ct)
    {
        var memory = await RememberedAsync(dataset, actor, ct) ?? new IntakeMemory();
        var choices = ReadingChoices.None;
        if (memory.Choices != ReadingChoices.None)
        {
            var remembered = memory.Choices with { Entry = part.Entry, Sheet = part.Sheet };
            if (await LookAsync(upload, remembered, ct) is FileOutcome.Readable { Parts: [var again] })
                (part, choices) = (again, remembered);
        }
        var draft = new IntakeDraft
        {
            Part = part,
            Choices = choices,
            Dataset = dataset,
            DatasetLabel = dataset,
            Mode = memory.Mode,
            Keys = memory.Keys,
            Renames = memory.Renames,
        };
        draft = await ReadAgainAsync(upload, draft, actor, ct);
        if (about is not null)
            draft = draft with { Questions = draft.Questions.Add(about) };
        return draft with { Answers = memory.AnswersTo(draft.Questions) };
    }

    /// <summary>The draft with its columns, questions and schema diff read from the file and the dataset as they are now.</summary>
    public async Task<IntakeDraft> ReadAgainAsync(Upload upload, IntakeDraft draft, Actor actor, CancellationToken ct)
    {
        var preview = await PreviewAsync(upload, draft.Part!, draft.Choices, ct);
        var kept = draft.Questions.Where(question => question is Question.Sheets);
        return await CompareAsync(
            draft with { Part = preview.Part, Proposed = [.. preview.Columns.Select(column => column.Reading)], Questions = [.. preview.Questions, .. kept] },
            preview, actor, ct);
    }

    /// <summary>The draft with the schema diff to the dataset it goes into, and the question whether that is meant.</summary>
    public async Task<IntakeDraft> CompareAsync(IntakeDraft draft, FilePreview preview, Actor actor, CancellationToken ct)
    {
        var ofDataset = await ColumnsAsync(draft.Dataset, actor, ct);
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

    public DatasetName NameOf(string dataset) => new(kali.Catalog, dataset);

    public Task<IntakeMemory?> RememberedAsync(string dataset, Actor actor, CancellationToken ct) =>
        settings.GetAsync<IntakeMemory>(NameOf(dataset), IntakeMemory.Name, actor, ct, IngestJson.Options);

    public Task RememberAsync(string dataset, IntakeMemory memory, Actor actor, CancellationToken ct) =>
        settings.SetAsync(NameOf(dataset), IntakeMemory.Name, memory, actor, ct, IngestJson.Options);

    private FileSource SourceOf(Upload upload) =>
        FileSource.At(
            uploads.LocalPath(upload) ?? throw new RefusedException($"{upload.FileName} lies in a lake that this machine cannot open as a file."),
            upload.FileName,
            upload.State == UploadState.Complete);
}
