using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>
/// Rules that the data speaks for: guessed from the profile of all loads and then counted on the newest one, in one statement for all guesses.
/// What more than a few rows speak against is not suggested; those few are what the rule would find.
/// </summary>
public sealed class RuleSuggestions(Checks checks, QualityReports reports, Rules rules, ILakehouse lakehouse, TimeProvider time)
{
    /// <summary>What is not true of at least this share of the rows is no rule.</summary>
    public const double LeastTrue = 0.98;

    /// <summary>Suggestions without those that a rule in force or waiting says already, those that find something first.</summary>
    public async Task<ImmutableArray<RuleSuggestion>> ForAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        if (await reports.ForAsync(dataset, run: null, actor, ct) is not { Latest: var load })
            return [];
        if (await reports.ProfileAsync(dataset, firstRun: null, actor, ct) is not { } profile)
            return [];
        var silver = dataset.Silver.At(load.SilverVersion);
        if ((await lakehouse.DescribeAsync(silver, actor, ct))?.Schema is not { } schema)
            return [];
        var known = (await rules.StandingsAsync(dataset, actor, ct)).SelectMany(standing => new[] { standing.InForce, standing.Pending }).OfType<RuleVersion>()
            .Select(version => Meaning(version.Rule.Kind)).ToHashSet();
        var subject = CheckSubject.Of(new DataLoad(dataset, load.LoadNo, []), silver, schema, time.GetUtcNow());
        var guesses = SuggestedKinds.From(profile, load.Profile ?? profile, schema, subject.Rules.Today).Where(kind => !known.Contains(Meaning(kind))).Select(kind => Draft(dataset, kind)).ToList();
        if (guesses.Count == 0)
            return [];
        var report = await checks.RunAsync(CheckPlan.For(subject, guesses), actor, ct);
        var held = report.Results.Where(result => result is { Outcome: not CheckOutcome.CouldNotRun, Evaluated: > 0, Failing: { } failing } && failing <= (1 - LeastTrue) * result.Evaluated).ToList();
        return
        [
            .. held.Where(result => !IsAsTrueTheOtherWay(result, held))
                .Select(result => new RuleSuggestion(result.Rule with { Origin = new RuleOrigin("profile", result.Evaluated - result.Failing, result.Evaluated) }, result))
                .OrderByDescending(suggestion => suggestion.Result.Failing > 0).ThenBy(suggestion => suggestion.Rule.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Two columns that are always equal stand in no order.</summary>
    private static bool IsAsTrueTheOtherWay(CheckResult result, List<CheckResult> held) => result.Rule.Kind is OlderThanColumn pair
        && held.Exists(other => other.Rule.Kind is OlderThanColumn turned && turned.Column == pair.Other && turned.Other == pair.Column && other.Failing <= result.Failing);

    /// <summary>A rule of the same kind about the same columns says it already, with whatever parameters.</summary>
    private static string Meaning(RuleKind kind) => kind switch
    {
        OneOf or MatchesPattern or HasFormat or LengthWithin => $"written {kind.Columns[0]}",
        _ => $"{kind.Code} {string.Join(',', kind.Columns)}",
    };

    private static Rule Draft(DatasetName dataset, RuleKind kind) => new()
    {
        Id = Guid.NewGuid(),
        Dataset = dataset,
        Name = $"{string.Join('_', kind.Columns)}_{kind.Code}",
        Kind = kind,
        Severity = kind is NotNull or Unique ? Severity.Stops : Severity.Warns,
        Threshold = new Threshold(Limit.None, Limit.OfPercent(5)),
    };
}
