using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality.Exchange;

namespace Kali.Data.Quality;

/// <summary>A set of rules as rows of DQX's table of checks.</summary>
public static class DqxChecksPlan
{
    /// <param name="dataset">The dataset; its name is that of the checks' run configuration.</param>
    /// <param name="rules">The rules of one run.</param>
    /// <param name="subject">What they were tested on.</param>
    /// <param name="at">When the set was first used.</param>
    public static Sql Rows(DatasetName dataset, ImmutableArray<Rule> rules, RuleSubject subject, DateTimeOffset at)
    {
        var exchange = new ExchangeSubject(dataset, subject);
        var ruleSet = RuleSets.Of(rules);
        return Sql.Join(" UNION ALL ", rules.Select(rule => DqxCheck.Of(rule, exchange)).SelectMany(check => check.Items.Select(item => Row(dataset, check, item, ruleSet, at))));
    }

    internal static SqlExpression Words(ImmutableArray<(string Name, string Value)> words) => words.IsEmpty
        ? new Missing(DqxLayout.Words)
        : new MapOf([.. words.Select(word => (word.Name, (SqlExpression)new Constant(word.Value)))]);

    private static Sql Row(DatasetName dataset, DqxCheck check, DqxItem item, string ruleSet, DateTimeOffset at)
    {
        SqlExpression[] values =
        [
            new Constant(item.Name),
            new Constant(check.IsError ? "error" : "warn"),
            new StructOf([("function", new Constant(item.Function)), ("for_each_column", new Missing(DqxLayout.ColumnNames)), ("arguments", Words(item.Arguments))]).CastTo(DqxLayout.Check),
            Constant.TextOrMissing(item.Filter),
            new Constant(check.IsKnownToDqx ? dataset.ToString() : $"{dataset} (Kali)"),
            Words(item.Words),
            RuleValue.Instant(at),
            new Constant(check.Rule.Fingerprint),
            new Constant(ruleSet),
        ];
        return Sql.Of($"SELECT {DqxLayout.Checks.Columns.Zip(values, (column, value) => Sql.Of($"{value} AS {new SqlName(column.Name)}"))}");
    }
}
