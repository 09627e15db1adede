using System.Collections.Immutable;

namespace Kali.Data.Quality.Exchange;

/// <summary>Rules of datasets from files of other systems, and as files for them. Who may know of a dataset may export its rules; stewards take over.</summary>
public sealed class RuleExchange(Rules rules, RuleTrials trials, TimeProvider time, IRuleQueries? queries = null)
{
    /// <summary>What a file would become; nothing is taken over yet.</summary>
    /// <param name="dataset">The dataset the rules are for.</param>
    /// <param name="text">The file.</param>
    /// <param name="format">What to read it as; null to find out.</param>
    public async Task<ImportReport> ReadAsync(DatasetName dataset, string text, ExchangeFormat? format, Actor actor, CancellationToken ct)
    {
        var subject = await SubjectAsync(dataset, actor, ct);
        var known = await rules.OfAsync(dataset, actor, ct);
        return await GuardedAsync(RuleImports.Read(text, format, subject, known.Select(rule => rule.Name)), actor, ct);
    }

    /// <summary>Queries are taken over only where the guard lets them run for the actor; of the others the report says why not.</summary>
    private async Task<ImportReport> GuardedAsync(ImportReport report, Actor actor, CancellationToken ct)
    {
        var items = ImmutableArray.CreateBuilder<ImportedRule>(report.Items.Length);
        foreach (var item in report.Items)
        {
            var why = item.Rule?.Kind is not SqlQuery query ? null
                : queries is null ? new Remark("Queries are not run here.", "Abfragen werden hier nicht ausgeführt.")
                : await queries.WhyNotAsync(query.Query, actor, ct);
            items.Add(why is null ? item : item with { Fidelity = Fidelity.Refused, Remarks = [why], Rule = null });
        }
        return report with { Items = items.MoveToImmutable() };
    }

    /// <summary>Saves rules as a person would who wrote them: where four eyes are asked for, as drafts.</summary>
    public async Task<ImmutableArray<Rule>> TakeOverAsync(DatasetName dataset, IEnumerable<Rule> found, Actor actor, CancellationToken ct)
    {
        var subject = await SubjectAsync(dataset, actor, ct);
        var saved = ImmutableArray.CreateBuilder<Rule>();
        foreach (var rule in found)
        {
            if (rule.Kind is SqlQuery query && queries is not null && await queries.WhyNotAsync(query.Query, actor, ct) is not null)
                throw new RefusedException($"{rule.Name} was not taken over: its query may not run here any more. The rules before it were. Reading the file again tells why.");
            saved.Add(await rules.SaveAsync(rule with { Dataset = dataset }, subject.Rules.Schema, actor, ct));
        }
        return saved.ToImmutable();
    }

    /// <summary>The dataset's rules as a file.</summary>
    public async Task<RuleExport> WriteAsync(DatasetName dataset, ExchangeFormat format, Actor actor, CancellationToken ct) =>
        RuleExports.Write(await rules.OfAsync(dataset, actor, ct), format, await SubjectAsync(dataset, actor, ct));

    private async Task<ExchangeSubject> SubjectAsync(DatasetName dataset, Actor actor, CancellationToken ct)
    {
        var schema = await trials.SchemaAsync(dataset, actor, ct)
            ?? throw new RefusedException($"{dataset.Name} has no rows yet, so rules have no columns to speak of. Load a file into it first.");
        return new ExchangeSubject(dataset, new RuleSubject(schema, time.GetUtcNow()));
    }
}
