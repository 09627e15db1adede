using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;
using Kali.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Kali.Web.Uploads;

/// <summary>Does Kali read my file as I mean it?</summary>
public sealed partial class UploadPage : KaliPage
{
    private const int MostRuns = 50;
    private static readonly TimeSpan ShowsBack = TimeSpan.FromDays(2);
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _left = new();
    private Load<bool> _list = new Load<bool>.Loading();
    private Load<Preview> _preview = new Load<Preview>.Loading();
    private ImmutableArray<Upload> _uploads = [];
    private ImmutableArray<Intake> _intakes = [];
    private ImmutableArray<UploadRow> _rows = [];
    private Dictionary<RunId, RunSnapshot> _runs = [];
    private ImmutableArray<ColumnReading> _columns = [];
    private ImmutableArray<string> _known = [];
    private ImmutableArray<RecipeOffer> _offers = [];
    private string? _offered;
    private KeyWorth? _worth;
    private string? _message;
    private string? _previewed;
    private bool _needsPassword;

    /// <summary>The upload that is looked at; without one, the first that waits.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>The intake's number, where a file has several parts.</summary>
    [SupplyParameterFromQuery(Name = "part")] public long? Part { get; set; }

    /// <summary>The dataset that files chosen here are a new version of.</summary>
    [SupplyParameterFromQuery(Name = "dataset")] public string? Dataset { get; set; }

    [Inject] private BrowserUploads Browser { get; set; } = null!;

    [Inject] private UploadSessions Sessions { get; set; } = null!;

    [Inject] private UploadFeed Feed { get; set; } = null!;

    [Inject] private Runs Runs { get; set; } = null!;

    [Inject] private Intakes Intakes { get; set; } = null!;

    [Inject] private UploadRecipes UploadRecipes { get; set; } = null!;

    [Inject] private Datasets Datasets { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [CascadingParameter] private Crumbs? Crumbs { get; set; }

    /// <summary>Whether the new version of a dataset is still to be chosen.</summary>
    private bool IsToBeChosen => Dataset is not null && Id is null && Browser.Items.Count == 0;

    private UploadRow? Chosen =>
        IsToBeChosen ? null
        : Id is not null ? _rows.FirstOrDefault(row => row.Id?.Value == Id) : _rows.FirstOrDefault(row => row.Waits) ?? _rows.FirstOrDefault(row => row.HasPreview);

    private Intake? Intake => Chosen is not { } row ? null
        : row.Intakes.FirstOrDefault(intake => intake.Id == Part) ?? row.Intakes.FirstOrDefault(intake => intake.State == IntakeState.Asking) ?? row.Intakes.FirstOrDefault();

    protected override async Task OnInitializedAsync()
    {
        Browser.Changed += BrowserChanged;
        await ReadListAsync();
        var actor = await ActorAsync();
        _ = Following.FollowAsync(this, ct => ChangesAsync(actor, ct), ShowChangesAsync, Log, _left.Token);
    }

    protected override Task OnParametersSetAsync()
    {
        Crumbs?.Set(new Crumb(T["Upload"]));
        return FollowAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await Browser.ConnectAsync();
    }

    private async Task ReadListAsync()
    {
        try
        {
            await RefreshAsync(_left.Token);
            _list = new Load<bool>.Ready(true);
        }
        catch (KaliException fault)
        {
            _list = new Load<bool>.Failed(fault.Words(), "");
        }
        await FollowAsync();
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        var actor = await ActorAsync();
        var uploads = await Sessions.ListAsync(Time.GetUtcNow() - ShowsBack, actor, ct);
        var waiting = await Intakes.WaitingAsync(actor, ct);
        var intakes = ImmutableArray.CreateBuilder<Intake>();
        foreach (var upload in uploads)
            intakes.AddRange(await Intakes.OfAsync(upload.Id, actor, ct));
        // What waits for an answer is shown however old it is, and so is what an address names.
        var older = waiting.Select(intake => intake.Upload).Concat(UploadId.TryParse(Id, out var named) ? [named] : []);
        foreach (var id in older.Distinct().Where(id => uploads.All(upload => upload.Id != id)))
        {
            if (await Sessions.FindAsync(id, actor, ct) is not { } upload)
                continue;
            uploads = uploads.Add(upload);
            intakes.AddRange(await Intakes.OfAsync(id, actor, ct));
        }
        _runs = (await Runs.ListAsync(new RunFilter(UserId: actor.UserId, Most: MostRuns), actor, ct)).Runs.ToDictionary(run => run.Id);
        _known = [.. (await Datasets.ListAsync(DatasetFilter.All, actor, ct)).Select(dataset => dataset.Name.Name)];
        (_uploads, _intakes) = (uploads, intakes.ToImmutable());
        Arrange();
    }

    private void Arrange() => _rows = UploadRow.Merge(Browser.Items, _uploads, _intakes.ToLookup(intake => intake.Upload));

    /// <summary>Everything that happens to this person's uploads, in this tab or another, and what becomes of their runs; a burst is one look.</summary>
    private async IAsyncEnumerable<bool> ChangesAsync(Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var changes = Following.TogetherAsync(
            watching => Feed.Watch(watching).Where(happened => happened.UserId == actor.UserId),
            watching => Runs.WatchListAsync(new RunFilter(UserId: actor.UserId, Most: 1), actor, watching), ct);
        await foreach (var change in changes)
        {
            yield return change;
            await Task.Delay(Burst, Time, ct);
        }
    }

    private Task ShowChangesAsync(bool _) => InvokeAsync(async () =>
    {
        await RefreshAsync(_left.Token);
        await FollowAsync();
        StateHasChanged();
    });

    private void BrowserChanged() => _ = InvokeAsync(async () =>
    {
        Arrange();
        await FollowAsync();
        StateHasChanged();
    });

    /// <summary>Reads the preview when what is looked at is other than what was read.</summary>
    private async Task FollowAsync()
    {
        var wanted = Chosen is { HasPreview: true } row ? $"{row.Id}/{Intake?.Id}/{row.IsWhole}/{System.Text.Json.JsonSerializer.Serialize(Intake?.Draft.Choices)}/{Intake?.State == IntakeState.NeedsPassword}" : null;
        if (wanted != _previewed)
        {
            _previewed = wanted;
            _worth = null;
            if (wanted is not null)
                await ReadPreviewAsync();
        }
        await OfferAsync();
    }

    /// <summary>Looks for recipes when the dataset is another one; what is on the page stays meanwhile.</summary>
    private async Task OfferAsync()
    {
        var (intake, file) = (Intake, (_preview as Load<Preview>.Ready)?.Value.File);
        var wanted = intake is { Run: null } && file is not null ? $"{_previewed}/{intake.Draft.Dataset}" : null;
        if (wanted == _offered)
            return;
        _offered = wanted;
        var offers = wanted is null ? [] : await UploadRecipes.OffersAsync(intake!, _columns, await ActorAsync(), PageToken);
        // All rows are read: meanwhile something else may have been chosen.
        if (wanted != _offered)
            return;
        _offers = offers;
        StateHasChanged();
    }

    private Task ReadPreviewAsync() => LoadAsync(
        async (actor, ct) =>
        {
            if (Chosen?.Id is not { } id)
                return new Preview(null, null);
            var intake = Intake;
            var file = intake is { Draft.Part: null } ? null : await PreviewAsync(id, intake?.Id, actor, ct);
            _columns = intake is { Draft.Part: not null } ? await Intakes.ColumnsAsync(intake, actor, ct) : [];
            return new Preview(file, file is null ? null : await TextAsync(id, file.Part, actor, ct));
        },
        load =>
        {
            _preview = load;
            StateHasChanged();
        });

    /// <summary>A protected file whose password a restart has forgotten is asked for it again; its answers are kept.</summary>
    private async Task<FilePreview?> PreviewAsync(UploadId id, long? intake, Actor actor, CancellationToken ct)
    {
        _needsPassword = false;
        try
        {
            return await Intakes.PreviewAsync(id, intake, actor, ct);
        }
        catch (PasswordNeededException)
        {
            _needsPassword = true;
            return null;
        }
    }

    private async Task<string?> TextAsync(UploadId id, Part part, Actor actor, CancellationToken ct)
    {
        if (part.Facts.Encoding is not { } encoding || part.Entry is not null)
            return null;
        await using var stream = await Sessions.OpenAsync(id, actor, ct);
        return await FileText.BeginningAsync(stream, encoding, ct);
    }

    /// <summary>Does what the cards ask for, and shows what became of it.</summary>
    private async Task ActAsync(Func<Intakes, Actor, CancellationToken, Task> act)
    {
        _message = await TryAsync((actor, ct) => act(Intakes, actor, ct));
        await RefreshAsync(_left.Token);
        if (Intake is { Draft.Part: not null } intake)
            _columns = await Intakes.ColumnsAsync(intake, await ActorAsync(), _left.Token);
        await FollowAsync();
    }

    private async Task ChangeModeAsync((IngestMode Mode, string[] Keys) wish)
    {
        if (Intake is not { } intake)
            return;
        var keys = wish.Keys;
        if (wish.Mode == IngestMode.Merge && keys.Length == 0 && _preview is Load<Preview>.Ready { Value.File: { } file } && Intakes.ProposeKey(file) is { } proposed)
            keys = [proposed];
        await ActAsync((intakes, actor, ct) => intakes.ModeAsync(intake.Id, wish.Mode, [.. keys], actor, ct));
        _worth = null;
        if (wish.Mode != IngestMode.Merge || keys.Length == 0)
            return;
        StateHasChanged();
        _message = await TryAsync(async (actor, ct) => _worth = await Intakes.CountKeyAsync(intake.Id, [.. keys], actor, ct));
    }

    private async Task StartAsync()
    {
        if (Intake is not { } intake)
            return;
        await ActAsync((intakes, actor, ct) => intakes.StartAsync(intake.Id, actor, ct));
    }

    private async Task UnlockAsync(string password)
    {
        if (Intake is not { } intake)
            return;
        _previewed = null;
        await ActAsync((intakes, actor, ct) => intakes.UnlockAsync(intake.Id, password, actor, ct));
    }

    private async Task CancelAsync(UploadRow row)
    {
        if (row.Upload is not { } upload)
            return;
        _message = await TryAsync((actor, ct) => Sessions.EndAsync(upload.Id, actor, ct));
        await RefreshAsync(_left.Token);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Browser.Changed -= BrowserChanged;
            _left.Cancel();
            _left.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>A file's beginning, as rows and as it stands.</summary>
    internal sealed record Preview(FilePreview? File, string? Text);
}
