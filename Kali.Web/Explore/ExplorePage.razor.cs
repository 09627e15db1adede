using System.Diagnostics.CodeAnalysis;
using Kali.Data;
using Kali.Data.Explore;
using Kali.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Kali.Web.Explore;

/// <summary>What does the data say? A statement lives in a draft or a saved query, never in the address, and runs only when asked for.</summary>
public sealed partial class ExplorePage : KaliPage
{
    private Load<ExploreView> _view = new Load<ExploreView>.Loading();
    private SqlEditor? _editor;
    private SavedQuery? _saved;
    private ExploreAnswer? _answer;
    private PlotChoice? _plot;
    private CancellationTokenSource? _stop;
    private string _text = "";
    private string? _refused;
    private string? _saveFault;
    private string _toSave = "";
    private bool _maySql;
    private bool _isSaving;
    private bool _showsPlot;
    private int _editing;
    private Guid? _shown;

    [SupplyParameterFromQuery] private Guid? Query { get; set; }

    [CascadingParameter] private Crumbs Crumbs { get; set; } = null!;

    [Inject] private Explorer Explorer { get; set; } = null!;

    [Inject] private SavedQueries Queries { get; set; } = null!;

    [Inject] private AnswerTrust Trust { get; set; } = null!;

    [Inject] private ExploreOptions Options { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private string Title => (_saved, _answer) switch
    {
        (_, { HasMore: true } answer) => T["The first {0} rows of a longer answer", Widgets.Numbers.Count(answer.MaxRows)],
        (_, { } answer) => T.Count(answer.Rows.Count, "The answer has 1 row", "The answer has {0} rows"),
        ({ } saved, _) => saved.Name,
        _ => T["What does the data say?"],
    };

    protected override async Task OnParametersSetAsync()
    {
        Crumbs.Set(new Crumb(T["Explore"]));
        if (_view is Load<ExploreView>.Ready && _shown == Query)
            return;
        _shown = Query;
        await ReadAsync();
    }

    private Task ReadAsync() => LoadAsync(
        async (actor, ct) =>
        {
            _maySql = Explorer.MayWriteSql(actor);
            (_answer, _refused, _isSaving) = (null, null, false);
            _saved = await SavedAsync(actor, ct);
            _text = _saved?.Sql ?? await Queries.DraftAsync(actor, ct);
            _editing++;
            return new ExploreView(await Explorer.ReadableAsync(actor, ct), await Queries.ListAsync(actor, ct));
        },
        view => _view = view);

    /// <summary>A query that is gone, or not shared, costs nothing but itself.</summary>
    private async Task<SavedQuery?> SavedAsync(Actor actor, CancellationToken ct)
    {
        try
        {
            return Query is { } id ? await Queries.GetAsync(id, actor, ct) : null;
        }
        catch (NotFoundException)
        {
            _refused = T["There is no such saved query, or its owner keeps it to themselves."];
            return null;
        }
    }

    private async Task RunFromButtonAsync() => await RunAsync(await _editor!.TextAsync());

    /// <summary>A statement to begin with stands in the editor as if it had been typed.</summary>
    private async Task BeginAsync(string sql)
    {
        if (string.IsNullOrWhiteSpace(await _editor!.TextAsync()))
            await _editor.InsertAsync(sql);
        await RunAsync(sql);
    }

    private Task RunAsync(string sql) => AnswerAsync(sql, async (actor, ct) =>
    {
        await Queries.KeepDraftAsync(sql, actor, ct);
        return await Explorer.RunAsync(sql, actor, ct);
    });

    private Task RunSavedAsync() => AnswerAsync(_saved!.Sql, (actor, ct) => Queries.RunAsync(_saved.Id, actor, ct));

    [SuppressMessage("Reliability", "CA2000", Justification = "The field is disposed when the statement has ended.")]
    private async Task AnswerAsync(string sql, Func<Actor, CancellationToken, Task<ExploreOutcome>> run)
    {
        if (_stop is not null)
            return;
        (_answer, _refused, _stop) = (null, null, CancellationTokenSource.CreateLinkedTokenSource(PageToken));
        var ct = _stop.Token;
        if (_editor is not null)
            await _editor.RunningAsync(true);
        StateHasChanged();
        try
        {
            var actor = await ActorAsync();
            var begun = Time.GetTimestamp();
            switch (await run(actor, ct))
            {
                case ExploreOutcome.Refused { Refusal: var refusal }:
                    _refused = RefusalWords.Sentence(T, refusal, sql);
                    if (_editor is not null && refusal.Start is { } start)
                        await _editor.MarkAsync(start, LengthAt(sql, start, refusal.Subject), _refused);
                    break;
                case ExploreOutcome.Answered answered:
                    await using (var rows = new FirstRows(answered.Rows, answered.MaxRows))
                    {
                        var read = await rows.ToListAsync(ct);
                        _answer = new ExploreAnswer(sql, rows.Columns, read, rows.HasMore, answered.MaxRows, Time.GetElapsedTime(begun), await Trust.OfAsync(answered.Reads, actor, ct));
                    }
                    _plot = PlotProposal.For(_answer.Columns, _answer.Rows);
                    _showsPlot &= _plot is not null;
                    break;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            if (!PageToken.IsCancellationRequested)
                _refused = T["The statement was stopped. Nothing was changed."];
        }
        catch (KaliException e)
        {
            _refused = e.Words();
        }
        finally
        {
            _stop.Dispose();
            _stop = null;
            if (_editor is not null && !PageToken.IsCancellationRequested)
                await _editor.RunningAsync(false);
        }
    }

    private void Stop() => _stop?.Cancel();

    private async Task DraftAsync(string sql)
    {
        if (_saved is null or { IsMine: false })
            await TryAsync((actor, ct) => Queries.KeepDraftAsync(sql, actor, ct));
    }

    private async Task SaveFromButtonAsync() => AskToSaveAsync(await _editor!.TextAsync());

    private void AskToSaveAsync(string sql) => (_toSave, _isSaving, _saveFault) = (sql, true, null);

    private async Task SaveAsync(SaveWish wish)
    {
        SavedQuery? saved = null;
        var change = wish.AsNew ? null : _saved is { IsMine: true } own ? own.Id : (Guid?)null;
        _saveFault = await TryAsync(async (actor, ct) => saved = await Queries.SaveAsync(change, wish.Name, _toSave, wish.IsShared, actor, ct));
        if (saved is null)
            return;
        (_isSaving, _saved, _shown) = (false, saved, saved.Id);
        await TryAsync(async (actor, ct) => _view = new Load<ExploreView>.Ready(((Load<ExploreView>.Ready)_view).Value with { Queries = await Queries.ListAsync(actor, ct) }));
        Navigation.NavigateTo($"explore?query={saved.Id}", replace: true);
    }

    private async Task DownloadAsync(string format)
    {
        if (_editor is not null)
            await _editor.DownloadAsync(_answer!.Sql, format);
        else
            Navigation.NavigateTo($"api/explore/saved/{_saved!.Id}/download?format={format}", forceLoad: true);
    }

    /// <summary>The word at the place; the subject where it stands there.</summary>
    private static int LengthAt(string sql, int start, string subject)
    {
        if (start >= sql.Length)
            return 1;
        if (subject.Length > 0 && sql.AsSpan(start).StartsWith(subject, StringComparison.OrdinalIgnoreCase))
            return subject.Length;
        var end = start;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] is '_' or '.'))
            end++;
        return Math.Max(1, end - start);
    }
}
