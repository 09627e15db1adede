using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Kali.Web.Quality;

/// <summary>One rule: what must be so, what follows from breaking it, and what it says of the last load while it is being written.</summary>
public sealed partial class RulePage : KaliPage
{
    private const string New = "new";
    private const int Examples = 5;
    private const int Uploads = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(600);

    private Load<Opened> _load = new Load<Opened>.Loading();
    private RuleDraft _draft = new();
    private RuleTrial? _trial;
    private Backtest? _backtest;
    private string? _sql;
    private Actor? _actor;
    private Obstacle? _obstacle;
    private string? _refusal;
    private string? _said;
    private string? _trialFault;
    private bool _maySteer;
    private bool _isTrying;
    private bool _wasTouched;
    private (string, string, int?, int?)? _read;
    private CancellationTokenSource? _typing;

    /// <summary>With its catalog, or without it for the catalog this Kali works in.</summary>
    [Parameter] public string Dataset { get; set; } = "";

    /// <summary>The rule's id, or <c>new</c>.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>The version shown; without one the newest that is not dropped.</summary>
    [SupplyParameterFromQuery] private int? Version { get; set; }

    /// <summary>The version it is compared with.</summary>
    [SupplyParameterFromQuery] private int? Compare { get; set; }

    /// <summary>The column a new rule is about.</summary>
    [SupplyParameterFromQuery] private string? Column { get; set; }

    [CascadingParameter] private Crumbs Crumbs { get; set; } = null!;

    [Inject] private Kali.Data.Quality.Rules RulesOf { get; set; } = null!;

    [Inject] private RuleTrials Trials { get; set; } = null!;

    [Inject] private RuleReviews Reviews { get; set; } = null!;

    [Inject] private RuleBacktests Backtests { get; set; } = null!;

    [Inject] private ScoreHistory History { get; set; } = null!;

    [Inject] private Kali.Data.Catalog.Datasets Datasets { get; set; } = null!;

    [Inject] private KaliOptions Options { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private Rule Current => _draft.ToRule(_load is Load<Opened>.Ready ready ? ready.Value.Dataset : default, Schema);

    private TableSchema? Schema => _load is Load<Opened>.Ready ready ? ready.Value.Schema : null;

    protected override Task OnParametersSetAsync() => (Dataset, Id, Version, Compare) == _read ? Task.CompletedTask : ReadAsync();

    protected override void Dispose(bool disposing)
    {
        _typing?.Dispose();
        base.Dispose(disposing);
    }

    private async Task ReadAsync()
    {
        _read = (Dataset, Id, Version, Compare);
        (_trial, _backtest, _sql, _obstacle, _refusal, _trialFault, _wasTouched) = (null, null, null, null, null, null, false);
        var name = DatasetName.TryParse(Dataset, out var full) ? full : new DatasetName(Options.Catalog, Dataset);
        Crumbs.Set(new Crumb(T["Rules"], "rules"), new Crumb(name.Name, $"rules?dataset={Uri.EscapeDataString(name.Name)}"), new Crumb(Id == New ? T["New rule"] : T["Rule"]));
        _actor = await ActorAsync();
        _maySteer = _actor.IsSteward;
        await LoadAsync((actor, ct) => OpenAsync(name, actor, ct), load => _load = load);
        if (_load is not Load<Opened>.Ready { Value: var opened })
            return;
        _draft = opened.Shown is { } shown ? RuleDraft.Of(shown.Rule) : RuleDraft.Begin(FirstOf(opened.Schema), opened.Schema);
        if (opened.Shown is not null)
            await TryRuleAsync(PageToken);
    }

    private string FirstOf(TableSchema? schema) =>
        (schema?.Columns.FirstOrDefault(column => column.Name == Column) ?? schema?.Columns.FirstOrDefault(column => !column.IsSystem))?.Name ?? "";

    private async Task<Opened> OpenAsync(DatasetName name, Actor actor, CancellationToken ct)
    {
        var columns = await Datasets.ColumnsAsync(name, actor, ct);
        var schema = await Trials.SchemaAsync(name, actor, ct);
        var labels = columns.ToImmutableDictionary(column => column.Name, column => column.Label);
        if (Id == New)
            return new Opened(name, null, null, [], schema, labels);
        if (!Guid.TryParse(Id, out var id))
            throw new NotFoundException(T["“{0}” is not a rule's number. The list of rules has them all.", Id]);
        var versions = await RulesOf.VersionsAsync(name, id, actor, ct);
        var shown = Version is { } asked ? versions.FirstOrDefault(version => version.Rule.Version == asked)
            : versions.FirstOrDefault(version => version.IsPending) ?? versions.FirstOrDefault(version => version.State is RuleState.InForce) ?? versions.FirstOrDefault();
        return new Opened(name, shown ?? throw new NotFoundException(T["There is no such rule of {0}. The list of rules has them all.", name.Name]), versions.FirstOrDefault(version => version.Rule.Version == Compare), versions, schema, labels);
    }

    private async Task TouchedAsync()
    {
        (_wasTouched, _said, _refusal) = (true, null, null);
        if (_typing is { } before)
            await before.CancelAsync();
        _typing = CancellationTokenSource.CreateLinkedTokenSource(PageToken);
        var token = _typing.Token;
        try
        {
            await Task.Delay(Pause, Time, token);
            await TryRuleAsync(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // More was written.
        }
    }

    /// <summary>What the rule would say of the last load, or why it cannot be saved.</summary>
    private async Task TryRuleAsync(CancellationToken ct)
    {
        if (Schema is not { } schema)
            return;
        var rule = Current;
        (_obstacle, _trialFault) = (WhyNot(rule, schema), null);
        if (_obstacle is not null)
        {
            (_trial, _backtest, _sql) = (null, null, null);
            return;
        }
        _isTrying = true;
        StateHasChanged();
        try
        {
            var actor = await ActorAsync();
            _trial = await Trials.TryAsync(rule, Examples, actor, ct);
            _sql = await Trials.ExplainAsync(rule, Examples, actor, ct);
            StateHasChanged();
            _backtest = await Backtests.RunAsync(rule, Uploads, actor, ct);
        }
        catch (KaliException fault)
        {
            (_trial, _backtest, _trialFault) = (null, null, fault.Words());
        }
        finally
        {
            _isTrying = false;
        }
    }

    private Obstacle? WhyNot(Rule rule, TableSchema schema) => Kali.Data.Quality.Rules.WhyNot(rule, new RuleSubject(schema, Time.GetUtcNow()));

    private async Task SaveAsync()
    {
        if (Schema is not { } schema)
            return;
        Rule? saved = null;
        var wasNew = _draft.IsNew;
        _refusal = await TryAsync(async (actor, ct) => saved = await RulesOf.SaveAsync(Current, schema, actor, ct));
        if (saved is null)
            return;
        if (!RulesOf.HasFourEyes)
            await PastAsync(saved.Dataset);
        if (wasNew || Version is not null)
        {
            Navigation.NavigateTo($"rules/{saved.Dataset}/{saved.Id}", replace: true);
            return;
        }
        await ReadAsync();
        _said = RulesOf.HasFourEyes
            ? T["Version {0} is saved as a draft. Nothing changes until somebody else approves it.", saved.Version]
            : T["Version {0} is saved and holds from the next load on.", saved.Version];
    }

    private async Task RemoveAsync()
    {
        if (_load is not Load<Opened>.Ready { Value: { Shown: { } shown } opened })
            return;
        var isGone = false;
        _refusal = await TryAsync(async (actor, ct) => isGone = await RulesOf.RemoveAsync(opened.Dataset, shown.Rule.Id, actor, ct));
        if (_refusal is not null)
            return;
        if (isGone)
        {
            await PastAsync(opened.Dataset);
            Navigation.NavigateTo($"rules?dataset={Uri.EscapeDataString(opened.Dataset.Name)}");
            return;
        }
        await ReadAsync();
        _said = T["It stays in force until somebody else approves taking it away."];
    }

    private Task AskAsync() => DecideAsync((opened, _, actor, ct) => Reviews.AskAsync(opened.Dataset, opened.Shown!.Rule.Id, actor, ct), T["Somebody else can approve it now."]);

    private Task WithdrawAsync() => DecideAsync((opened, _, actor, ct) => Reviews.WithdrawAsync(opened.Dataset, opened.Shown!.Rule.Id, actor, ct), T["It is withdrawn. What is in force stays."]);

    private Task SendBackAsync(string note) =>
        DecideAsync((opened, version, actor, ct) => Reviews.SendBackAsync(opened.Dataset, opened.Shown!.Rule.Id, version, note, actor, ct), T["It is sent back to its author."]);

    private async Task ApproveAsync()
    {
        await DecideAsync((opened, version, actor, ct) => Reviews.ApproveAsync(opened.Dataset, opened.Shown!.Rule.Id, version, actor, ct), T["It holds from the next load on."]);
        if (_refusal is null && _load is Load<Opened>.Ready { Value: var opened })
            await PastAsync(opened.Dataset);
    }

    private async Task DecideAsync(Func<Opened, int, Actor, CancellationToken, Task> decide, string said)
    {
        if (_load is not Load<Opened>.Ready { Value: { Shown: { } shown } opened })
            return;
        _refusal = await TryAsync((actor, ct) => decide(opened, shown.Rule.Version, actor, ct));
        if (_refusal is not null)
            return;
        await ReadAsync();
        _said = said;
    }

    /// <summary>Past loads are told by the rules in force from now on.</summary>
    private Task PastAsync(DatasetName dataset) => TryAsync((actor, ct) => History.RecomputeAsync(dataset, actor, ct));

    /// <param name="Dataset">The dataset.</param>
    /// <param name="Shown">The version that is shown; null for a new rule.</param>
    /// <param name="Compared">The version it is compared with.</param>
    /// <param name="Versions">Newest first.</param>
    /// <param name="Schema">Silver's columns; null where there is no silver or it may not be read.</param>
    /// <param name="Labels">Labels of columns by technical name.</param>
    private sealed record Opened(
        DatasetName Dataset, RuleVersion? Shown, RuleVersion? Compared, ImmutableArray<RuleVersion> Versions, TableSchema? Schema, ImmutableDictionary<string, string> Labels)
    {
        public RuleVersion? Pending => Versions.FirstOrDefault(version => version.IsPending);

        public RuleVersion? InForce => Versions.FirstOrDefault(version => version.State == RuleState.InForce);

        public string Label(string column) => Labels.LabelOf(column);
    }
}
