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
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(600);

    private Load<Opened> _load = new Load<Opened>.Loading();
    private RuleDraft _draft = new();
    private RuleTrial? _trial;
    private Obstacle? _obstacle;
    private string? _refusal;
    private string? _said;
    private string? _trialFault;
    private bool _maySteer;
    private bool _isTrying;
    private bool _wasTouched;
    private (string, string)? _read;
    private CancellationTokenSource? _typing;

    /// <summary>With its catalog, or without it for the catalog this Kali works in.</summary>
    [Parameter] public string Dataset { get; set; } = "";

    /// <summary>The rule's id, or <c>new</c>.</summary>
    [Parameter] public string Id { get; set; } = "";

    [CascadingParameter] private Crumbs Crumbs { get; set; } = null!;

    [Inject] private Kali.Data.Quality.Rules RulesOf { get; set; } = null!;

    [Inject] private RuleTrials Trials { get; set; } = null!;

    [Inject] private Kali.Data.Catalog.Datasets Datasets { get; set; } = null!;

    [Inject] private KaliOptions Options { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private Rule Current => _draft.ToRule(_load is Load<Opened>.Ready ready ? ready.Value.Dataset : default, Schema);

    private TableSchema? Schema => _load is Load<Opened>.Ready ready ? ready.Value.Schema : null;

    protected override Task OnParametersSetAsync() => (Dataset, Id) == _read ? Task.CompletedTask : ReadAsync();

    protected override void Dispose(bool disposing)
    {
        _typing?.Dispose();
        base.Dispose(disposing);
    }

    private async Task ReadAsync()
    {
        _read = (Dataset, Id);
        (_trial, _obstacle, _refusal, _trialFault, _wasTouched) = (null, null, null, null, false);
        var name = DatasetName.TryParse(Dataset, out var full) ? full : new DatasetName(Options.Catalog, Dataset);
        Crumbs.Set(new Crumb(T["Rules"], "rules"), new Crumb(name.Name, $"rules?dataset={Uri.EscapeDataString(name.Name)}"), new Crumb(Id == New ? T["New rule"] : T["Rule"]));
        _maySteer = (await ActorAsync()).IsSteward;
        await LoadAsync((actor, ct) => OpenAsync(name, actor, ct), load => _load = load);
        if (_load is not Load<Opened>.Ready { Value: var opened })
            return;
        _draft = opened.Rule is { } rule ? RuleDraft.Of(rule) : new RuleDraft { Column = opened.Schema?.Columns.FirstOrDefault(column => !column.IsSystem)?.Name ?? "" };
        if (opened.Rule is not null)
            await TryRuleAsync(PageToken);
    }

    private async Task<Opened> OpenAsync(DatasetName name, Actor actor, CancellationToken ct)
    {
        var columns = await Datasets.ColumnsAsync(name, actor, ct);
        var schema = await Trials.SchemaAsync(name, actor, ct);
        var labels = columns.ToImmutableDictionary(column => column.Name, column => column.Label);
        if (Id == New)
            return new Opened(name, null, [], schema, labels);
        if (!Guid.TryParse(Id, out var id))
            throw new NotFoundException(T["“{0}” is not a rule's number. The list of rules has them all.", Id]);
        var rule = await RulesOf.GetAsync(name, id, actor, ct);
        return new Opened(name, rule, await RulesOf.VersionsAsync(name, id, actor, ct), schema, labels);
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
            _trial = null;
            return;
        }
        _isTrying = true;
        StateHasChanged();
        try
        {
            _trial = await Trials.TryAsync(rule, Examples, await ActorAsync(), ct);
        }
        catch (KaliException fault)
        {
            (_trial, _trialFault) = (null, fault.Words());
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
        if (wasNew)
        {
            Navigation.NavigateTo($"rules/{saved.Dataset}/{saved.Id}", replace: true);
            return;
        }
        await ReadAsync();
        _said = T["Version {0} is saved and holds from the next load on.", saved.Version];
    }

    private async Task RemoveAsync()
    {
        if (_load is not Load<Opened>.Ready { Value: { Rule: { } rule } opened })
            return;
        _refusal = await TryAsync((actor, ct) => RulesOf.RemoveAsync(opened.Dataset, rule.Id, actor, ct));
        if (_refusal is null)
            Navigation.NavigateTo($"rules?dataset={Uri.EscapeDataString(opened.Dataset.Name)}");
    }

    /// <param name="Dataset">The dataset.</param>
    /// <param name="Rule">The rule as it is kept; null for a new one.</param>
    /// <param name="Versions">Newest first.</param>
    /// <param name="Schema">Silver's columns; null where there is no silver or it may not be read.</param>
    /// <param name="Labels">Labels of columns by technical name.</param>
    private sealed record Opened(DatasetName Dataset, Rule? Rule, ImmutableArray<RuleVersion> Versions, TableSchema? Schema, ImmutableDictionary<string, string> Labels)
    {
        public string Label(string column) => Labels.GetValueOrDefault(column) is { Length: > 0 } label ? label : column;
    }
}
