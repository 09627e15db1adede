using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every cell that breaks a rule or does not fit its column's type, in the order of loads and rows.</summary>
public sealed class RuleFindings(ILakehouse lakehouse)
{
    private const int First = 4;
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <param name="raw">The table with the texts of the files, of the version the subject was made from or newer.</param>
    /// <param name="subject">The rows looked at; they carry <c>_row_id</c>.</param>
    /// <param name="rules">The rules; those about a whole table have no cells and take no part. A typed column without a rule about its type is looked at all the same.</param>
    public async IAsyncEnumerable<Finding> OfAsync(
        TableRef raw, CheckSubject subject, ImmutableArray<Rule> rules, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var prepared = Prepare(subject, rules);
        if (prepared.IsEmpty)
            yield break;
        var schema = (await lakehouse.DescribeAsync(raw, actor, ct))?.Schema ?? throw new NotFoundException($"There is no table {raw.Shown} any more.");
        var labels = schema.Columns.ToDictionary(column => column.Name, column => column.Shown);
        var marked = prepared.SelectMany(rule => QuarantinePlan.MarkedColumns(rule)).Where(labels.ContainsKey).Distinct().ToList();
        if (marked.Count == 0)
            yield break;
        var values = marked.Select(column => (Sql)new ColumnOf("raw_rows", column));
        var flags = prepared.Select(rule => (Sql)new ColumnOf(new SqlName("flagged"), FailingRowsQuery.Flag(rule)));
        await using var found = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT raw_rows.{new SqlName("_row")}, raw_rows.{new SqlName("_file")}, raw_rows.{new SqlName("_sheet")}, raw_rows.{RowId}, {values}, {flags}
                FROM {raw} AS raw_rows
                JOIN ({FailingRowsQuery.Of(subject, prepared)}) AS flagged ON raw_rows.{RowId} = flagged.{RowId}
                ORDER BY raw_rows.{RowId}
                """),
            actor, ct);
        await foreach (var row in found.ReadAsync(ct))
        {
            foreach (var (place, rule) in prepared.Index())
            {
                if (row[First + marked.Count + place] is not true)
                    continue;
                foreach (var column in QuarantinePlan.MarkedColumns(rule).Where(labels.ContainsKey))
                {
                    yield return new Finding(
                        (long)row[3]!, (long)row[0]!, row[1] as string, row[2] as string, labels[column], row[First + marked.IndexOf(column)] as string, rule.Rule.Kind.Code,
                        rule.Rule.Severity is Severity.Stops ? FindingTier.Confirmed : FindingTier.WorthALook,
                        Reason(rule, subject, name => labels.GetValueOrDefault(name, name)),
                        Suggestion: null);
                }
            }
        }
    }

    private static ImmutableArray<PreparedRule> Prepare(CheckSubject subject, ImmutableArray<Rule> rules)
    {
        var typed = rules.Select(rule => rule.Kind).OfType<FitsType>().Select(kind => kind.Column).ToHashSet();
        var untold = subject.Rules.HasNotFitting
            ? subject.Schema.Columns.Where(column => !column.IsSystem && column.Type != DataType.String && !typed.Contains(column.Name))
            : [];
        var all = rules.AddRange(untold.Select(column => new Rule
        {
            Id = Guid.Empty,
            Dataset = rules.IsEmpty ? default : rules[0].Dataset,
            Name = $"{column.Name}_type",
            Kind = new FitsType(column.Name),
        }));
        var possible = PreparedRule.All(all.Where(rule => rule.Kind.IsAboutRows), subject)
            .Where(rule => rule.Test is not RuleTest.Impossible && (rule.Fails is not null || rule.Test is RuleTest.Keys));
        return PreparedRule.All(possible.Select(rule => rule.Rule), subject);
    }

    private static string Reason(PreparedRule rule, CheckSubject subject, Func<string, string> label) => rule.Rule.Kind is FitsType fits
        ? $"This text cannot be read as {subject.Schema.Find(fits.Column)?.Type.Name}, as {label(fits.Column)} is elsewhere."
        : $"{RuleWords.English.Demand(rule.Rule, label)}.";
}
