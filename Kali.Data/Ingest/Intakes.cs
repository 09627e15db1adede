using System.Collections.Immutable;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>
/// Parts of uploads on their way into datasets: read, shown, asked about, and started. A part about which nothing is open starts by itself.
/// What a person answers is remembered for the dataset's next file.
/// </summary>
public sealed class Intakes
{
    private readonly IntakeStore _store;
    private readonly IntakeReader _reader;
    private readonly UploadSessions _uploads;
    private readonly FilePasswords _passwords;
    private readonly IPartLoads _loads;

    internal Intakes(IntakeStore store, IntakeReader reader, UploadSessions uploads, FilePasswords passwords, IPartLoads loads) =>
        (_store, _reader, _uploads, _passwords, _loads) = (store, reader, uploads, passwords, loads);

    /// <summary>The parts of an upload.</summary>
    public async Task<ImmutableArray<Intake>> OfAsync(UploadId upload, Actor actor, CancellationToken ct) =>
        await _store.ListAsync(all => all.Where(intake => intake.UploadId == upload.Value && (intake.UserId == actor.UserId || actor.IsSteward)), ct);

    /// <summary>The actor's parts that wait for a person, oldest first.</summary>
    public async Task<ImmutableArray<Intake>> WaitingAsync(Actor actor, CancellationToken ct) =>
        await _store.ListAsync(
            all => all.Where(intake => intake.UserId == actor.UserId && (intake.State == IntakeState.Asking || intake.State == IntakeState.NeedsPassword)), ct);

    public Task<Intake> GetAsync(long id, Actor actor, CancellationToken ct) => _store.GetAsync(id, actor, ct);

    /// <summary>
    /// Looks into a whole upload and notes its parts; those about which nothing is open start. Repeating it changes nothing.
    /// A new version that somebody sends to a dataset waits: whether its rows are added or replace the others is theirs to say.
    /// Content that turns out to be unreadable takes the upload back.
    /// </summary>
    public async Task<ImmutableArray<Intake>> ReadAsync(Upload upload, Actor actor, CancellationToken ct)
    {
        var noted = await LookAsync(upload, actor, ct);
        if (await _reader.MeantForAsync(upload, actor, ct) is not null)
            return noted;
        foreach (var intake in noted.Where(intake => intake is { State: IntakeState.Asking, Draft.Fault: null } && intake.Open.IsEmpty))
            await TryStartAsync(intake, actor, ct);
        return await OfAsync(upload.Id, actor, ct);
    }

    /// <summary>Looks into a whole upload and notes its parts, and starts none of them.</summary>
    public async Task<ImmutableArray<Intake>> LookAsync(Upload upload, Actor actor, CancellationToken ct)
    {
        if (!await _store.HasAnyAsync(upload.Id, ct))
            await NoteAsync(upload, actor, ct);
        return await OfAsync(upload.Id, actor, ct);
    }

    /// <summary>The first rows as the pipeline would read them, while the rest may still be coming; null while too little is there.</summary>
    public async Task<FilePreview?> PreviewAsync(UploadId id, long? intake, Actor actor, CancellationToken ct)
    {
        var upload = await FoundAsync(id, actor, ct);
        if (intake is { } number)
        {
            var draft = (await _store.GetAsync(number, actor, ct)).Draft;
            return draft.Part is { } known ? await _reader.PreviewAsync(upload, known, draft.Choices, await _reader.ColumnsAsync(draft.Dataset, actor, ct), ct) : null;
        }
        return upload.Received >= Math.Min(UploadFeed.PreviewBytes, upload.Length)
            && await _reader.LookAsync(upload, ReadingChoices.None, ct) is FileOutcome.Readable { Parts: [var part, ..] }
                ? await _reader.PreviewAsync(upload, part, ReadingChoices.None, [], ct)
                : null;
    }

    /// <summary>How the columns would be read, answers and the dataset's own types put in.</summary>
    public async Task<ImmutableArray<ColumnReading>> ColumnsAsync(Intake intake, Actor actor, CancellationToken ct)
    {
        var ofDataset = await _reader.ColumnsAsync(intake.Draft.Dataset, actor, ct);
        return AnsweredColumns.Of(intake.Draft, ofDataset.ToDictionary(column => column.Name));
    }

    public Task<Intake> AnswerAsync(long id, string question, string answer, Actor actor, CancellationToken ct) =>
        DecideAsync(id, draft => draft with { Answers = draft.Answers.SetItem(question, answer), Fault = null }, actor, ct);

    /// <summary>Reads the file another way: what a person sets holds, the rest is found anew.</summary>
    public async Task<Intake> ReadAsAsync(long id, ReadingChoices choices, Actor actor, CancellationToken ct)
    {
        var intake = await OpenAsync(id, actor, ct);
        var upload = await FoundAsync(intake.Upload, actor, ct);
        var wanted = choices with { Entry = intake.Draft.Part?.Entry, Sheet = choices.Sheet ?? intake.Draft.Part?.Sheet, Table = choices.Table ?? intake.Draft.Part?.Facts.Table };
        var part = await _reader.LookAsync(upload, wanted, ct) switch
        {
            FileOutcome.Readable { Parts: [var first, ..] } => first,
            FileOutcome.Refused refused => throw refused.Refusal.ToException(),
            FileOutcome.PasswordNeeded needed => throw new PasswordNeededException(needed.File, needed.WasWrong),
            _ => throw new RefusedException($"{intake.FileName} cannot be read that way. It stays as it was."),
        };
        var draft = await _reader.ReadAgainAsync(upload, intake.Draft with { Part = part, Choices = wanted, ReadAsLast = null, Fault = null }, actor, ct);
        return await DecideAsync(id, _ => draft, actor, ct);
    }

    /// <summary>Chooses the dataset, by its name as written; what is remembered of it answers its questions.</summary>
    public async Task<Intake> IntoAsync(long id, string dataset, Actor actor, CancellationToken ct)
    {
        var intake = await OpenAsync(id, actor, ct);
        var upload = await FoundAsync(intake.Upload, actor, ct);
        var name = SafeName.From(dataset, "");
        if (name.Length == 0 || TableName.OfDataset(name) != name)
            throw new RefusedException($"“{dataset}” cannot be the name of a dataset. Nothing was changed. Use letters, digits and underscores.");
        var memory = await _reader.RememberedAsync(name, actor, ct) ?? new IntakeMemory();
        var draft = intake.Draft with { Dataset = name, DatasetLabel = dataset.Trim(), Mode = memory.Mode, Keys = memory.Keys, Renames = memory.Renames, Joins = memory.Joins, Recipes = [], Fault = null };
        draft = await _reader.ReadAgainAsync(upload, draft, actor, ct);
        draft = draft with { Answers = memory.AnswersTo(draft.Questions).SetItems(intake.Draft.Answers.RemoveRange(["schema", "news"])) };
        return await DecideAsync(id, _ => draft, actor, ct);
    }

    /// <summary>Chooses what of earlier repairs goes into the sender's draft once the part is loaded.</summary>
    public Task<Intake> RecipesAsync(long id, ImmutableArray<long> recipes, Actor actor, CancellationToken ct) =>
        DecideAsync(id, draft => draft with { Recipes = recipes, Fault = null }, actor, ct);

    /// <summary>Chooses what happens to the rows the dataset has; keys are named as the dataset names them.</summary>
    public Task<Intake> ModeAsync(long id, IngestMode mode, ImmutableArray<string> keys, Actor actor, CancellationToken ct) =>
        DecideAsync(id, draft => draft with { Mode = mode, Keys = keys, Fault = null }, actor, ct);

    /// <summary>Says which column of the dataset a column of the file is; null says that it is a new one.</summary>
    public async Task<Intake> RenameAsync(long id, string column, string? ofDataset, Actor actor, CancellationToken ct)
    {
        var intake = await OpenAsync(id, actor, ct);
        var upload = await FoundAsync(intake.Upload, actor, ct);
        var draft = intake.Draft with { Renames = intake.Draft.Renames.SetItem(column, ofDataset ?? "") };
        draft = await _reader.ReadAgainAsync(upload, draft, actor, ct);
        return await DecideAsync(id, _ => draft with { Answers = draft.Answers.RemoveRange(["schema", "news"]) }, actor, ct);
    }

    /// <summary>Puts columns of the file together into one of the dataset, or no longer does; none of them is that column by itself then.</summary>
    public async Task<Intake> JoinAsync(long id, ColumnJoin join, bool isWanted, Actor actor, CancellationToken ct)
    {
        var intake = await OpenAsync(id, actor, ct);
        var upload = await FoundAsync(intake.Upload, actor, ct);
        var draft = intake.Draft with
        {
            Joins = [.. intake.Draft.Joins.Where(known => known.Column != join.Column), .. isWanted ? [join] : ImmutableArray<ColumnJoin>.Empty],
            Renames = isWanted ? join.From.Aggregate(intake.Draft.Renames, (renames, column) => renames.SetItem(column, "")) : intake.Draft.Renames.RemoveRange(join.From),
        };
        draft = await _reader.ReadAgainAsync(upload, draft, actor, ct);
        return await DecideAsync(id, _ => draft with { Answers = draft.Answers.RemoveRange(["schema", "news"]) }, actor, ct);
    }

    /// <summary>The column that seems to tell rows apart; null when none does.</summary>
    public static string? ProposeKey(FilePreview preview) => KeySearch.Propose(preview);

    /// <summary>Counts over the whole file how often these columns (named as in the file) do not tell rows apart.</summary>
    public async Task<KeyWorth> CountKeyAsync(long id, ImmutableArray<string> columns, Actor actor, CancellationToken ct)
    {
        var intake = await _store.GetAsync(id, actor, ct);
        return await _reader.CountKeyAsync(await FoundAsync(intake.Upload, actor, ct), intake.Draft.Part!, columns, ct);
    }

    /// <summary>All rows of the whole file by the texts of some of its columns, piece by piece; 0 rows while the file is still coming.</summary>
    internal async Task<long> TuplesAsync(Intake intake, ImmutableArray<int> places, int most, Func<IReadOnlyList<TextTuple>, Task> piece, Actor actor, CancellationToken ct) =>
        await _reader.TuplesAsync(await FoundAsync(intake.Upload, actor, ct), intake.Draft.Part!, places, most, piece, ct);

    /// <summary>Opens a protected file. The password is kept in memory only, until the run has read the file.</summary>
    public async Task<ImmutableArray<Intake>> UnlockAsync(long id, string password, Actor actor, CancellationToken ct)
    {
        var intake = await OpenAsync(id, actor, ct);
        var upload = await FoundAsync(intake.Upload, actor, ct);
        _passwords.Keep(upload.Id, password);
        if (await _reader.LookAsync(upload, ReadingChoices.None, ct) is FileOutcome.PasswordNeeded)
        {
            _passwords.Forget(upload.Id);
            throw new RefusedException($"This password does not open {intake.FileName}. The file is kept. Try another.");
        }
        // What was answered before a restart stays: then only the password had to be given again.
        if (intake.State != IntakeState.NeedsPassword)
            return await OfAsync(upload.Id, actor, ct);
        await _store.RemoveAsync(upload.Id, ct);
        return await ReadAsync(upload, actor, ct);
    }

    /// <summary>Does not load this part; the file stays as received.</summary>
    public Task<Intake> LeaveOutAsync(long id, Actor actor, CancellationToken ct) =>
        _store.ChangeAsync(id, intake => (intake.Run is null ? IntakeState.LeftOut : intake.State, intake.Draft, intake.Run), actor, ct);

    /// <summary>Loads what was left out, a hidden sheet or a file that was loaded before: from now on it is asked about like any other.</summary>
    public Task<Intake> TakeInAsync(long id, Actor actor, CancellationToken ct) =>
        _store.ChangeAsync(id, intake => (intake.Run is null ? IntakeState.Asking : intake.State, intake.Draft, intake.Run), actor, ct);

    /// <summary>Starts the run with the answers given; a question without one has its stated default.</summary>
    public async Task<Intake> StartAsync(long id, Actor actor, CancellationToken ct)
    {
        var intake = await OpenAsync(id, actor, ct);
        var upload = await FoundAsync(intake.Upload, actor, ct);
        var draft = intake.Draft with
        {
            Answers = intake.Draft.Questions.Where(question => !intake.Draft.Answers.ContainsKey(question.Key))
                .Aggregate(intake.Draft.Answers, (answers, question) => answers.SetItem(question.Key, question.Default)),
            Fault = null,
        };
        if (draft.Part is not { } part)
            throw new RefusedException($"{intake.FileName} needs its password before it can be loaded. Nothing was loaded.");
        if (draft.Answers.GetValueOrDefault("schema") == "refuse")
            throw new RefusedException($"The columns of {intake.FileName} were refused. Nothing was loaded. Choose another dataset, or take the columns as they are.");
        if (draft.Answers.GetValueOrDefault("news") == "refuse")
            throw new RefusedException($"{intake.FileName} was refused because it is not like the last file of {draft.Dataset}. Nothing was loaded. Take it as it is, choose another dataset, or send another file.");
        var run = await _loads.StartAsync(
            new PartToLoad
            {
                Key = $"{upload.Id}/{IntakeParts.KeyOf(part)}",
                UploadId = upload.Id.Value,
                ReceivedAs = upload.Place!.Value.Value,
                FileName = upload.FileName,
                FileBytes = upload.Length,
                Sha256 = upload.Sha256,
                UploadedAt = upload.FinishedAt ?? upload.CreatedAt,
                Part = part,
                Dataset = _reader.NameOf(draft.Dataset),
                DatasetLabel = draft.DatasetLabel,
                SourceName = draft.Dataset,
                Mode = draft.Mode,
                Keys = draft.Keys,
                Recipes = draft.Recipes,
                Columns = await ColumnsAsync(intake with { Draft = draft }, actor, ct),
                Joined = await _reader.JoinedAsync(draft, actor, ct),
            },
            actor,
            ct);
        await _uploads.TakeAsync(upload.Id, ct);
        var memory = new IntakeMemory
        {
            // Which sheet or entry is this file's own affair.
            Choices = draft.Choices with { Entry = null, Sheet = null, Password = null, Table = draft.Choices.Table == 0 ? 0 : null },
            FileName = upload.FileName,
            Facts = part.Facts,
            Sheet = part.Sheet,
            Answers = draft.Answers,
            Mode = draft.Mode,
            Keys = draft.Keys,
            Joins = draft.Joins,
            Renames = (draft.Diff?.Columns ?? []).OfType<ColumnChange.Renamed>().Aggregate(draft.Renames, (renames, column) => renames.SetItem(column.To, column.From)),
        };
        await _reader.RememberAsync(draft.Dataset, memory, actor, ct);
        return await _store.ChangeAsync(id, _ => (IntakeState.Started, draft, run), actor, ct);
    }

    private async Task TryStartAsync(Intake intake, Actor actor, CancellationToken ct)
    {
        try
        {
            await StartAsync(intake.Id, actor, ct);
        }
        catch (KaliException fault)
        {
            await DecideAsync(intake.Id, draft => draft with { Fault = fault.Said }, actor, ct);
        }
    }

    private async Task NoteAsync(Upload upload, Actor actor, CancellationToken ct)
    {
        switch (await _reader.LookAsync(upload, ReadingChoices.None, ct))
        {
            case FileOutcome.Refused { Refusal: var refusal }:
                await _uploads.RefuseAsync(upload.Id, IntakeParts.ToUpload(refusal), ct);
                break;
            case FileOutcome.PasswordNeeded:
                await _store.AddAsync(upload, "", IntakeState.NeedsPassword, new IntakeDraft(), ct);
                break;
            case FileOutcome.Readable { Parts: var parts }:
                var earlier = await EarlierLoadAsync(upload, actor, ct);
                var sheets = IntakeParts.WhichSheets(parts);
                var meantFor = await _reader.MeantForAsync(upload, actor, ct);
                var returned = await _reader.ReturnedAsync(upload, actor, ct);
                var meant = meantFor is null ? null : await _reader.MeantAsync(parts, meantFor, actor, ct);
                foreach (var part in parts)
                {
                    var into = part == meant ? meantFor! : part.DatasetName;
                    var draft = await _reader.DraftAsync(upload, part, into, part.IsHidden ? null : sheets, actor, ct);
                    var state = part.IsHidden || returned is not null ? IntakeState.LeftOut : earlier is null ? IntakeState.Asking : IntakeState.Same;
                    await _store.AddAsync(
                        upload, IntakeParts.KeyOf(part), state, draft with { EqualsUpload = earlier?.Id.Value, EqualsFrom = earlier?.CreatedAt, Returned = returned }, ct);
                }
                break;
        }
    }

    /// <summary>The earlier upload of the same bytes, when it was loaded.</summary>
    private async Task<Upload?> EarlierLoadAsync(Upload upload, Actor actor, CancellationToken ct) =>
        await _uploads.EarlierEqualAsync(upload, actor, ct) is { } earlier && await _store.IsLoadedAsync(earlier.Id, ct)
            ? earlier
            : null;

    private async Task<Intake> OpenAsync(long id, Actor actor, CancellationToken ct)
    {
        var intake = await _store.GetAsync(id, actor, ct);
        return intake.Run is null ? intake : throw new RefusedException($"{intake.FileName} is being loaded already. Its answers stay as they were.");
    }

    private Task<Intake> DecideAsync(long id, Func<IntakeDraft, IntakeDraft> decide, Actor actor, CancellationToken ct) =>
        _store.ChangeAsync(
            id,
            intake => intake.Run is null
                ? (intake.State, decide(intake.Draft), null)
                : throw new RefusedException($"{intake.FileName} is being loaded already. Its answers stay as they were."),
            actor,
            ct);

    private async Task<Upload> FoundAsync(UploadId id, Actor actor, CancellationToken ct) =>
        await _uploads.FindAsync(id, actor, ct) ?? throw new NotFoundException("This upload is not there any more.");
}
