using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>Joins each referenced column once, without its missing and repeated values, so that no row is multiplied.</summary>
internal static class ReferenceJoins
{
    public static Sql Of(IEnumerable<PreparedRule> rules) => Sql.Join("", rules
        .Where(rule => rule.Test is RuleTest.Reference)
        .Select(rule =>
        {
            var reference = (RuleTest.Reference)rule.Test;
            var found = new SqlName(rule.ReferenceName);
            var theirs = new SqlName(reference.ReferenceColumn);
            var alias = new SqlName($"reference{rule.ReferenceName}");
            return Sql.Of($"""

                LEFT JOIN (SELECT DISTINCT {theirs} AS {found} FROM {reference.Table} AS referenced WHERE {theirs} IS NOT NULL) AS {alias}
                    ON checked_rows.{new SqlName(reference.Column)} = {alias}.{found}
                """);
        }));
}
