using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// A statement of a steward's own: it gives no rows, or a number of them or a value between two bounds. One read-only SELECT over tables the
/// steward may read, decided by the guard of Explore; it reads tables as they are then, not one load.
/// </summary>
/// <param name="Query">The statement.</param>
/// <param name="IsValue">Whether the first value of the first row is judged instead of the number of rows.</param>
/// <param name="Min">At least this; null for no bound.</param>
/// <param name="Max">At most this; null for no bound, and for rows without any bound: none.</param>
public sealed record SqlQuery(string Query, bool IsValue = false, double? Min = null, double? Max = null) : RuleKind
{
    private const int MostWords = 80;
    internal const string Name = "sql_query";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label)
    {
        var text = string.Join(' ', Query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var query = text.Length > MostWords ? $"{text[..MostWords]}…" : text;
        return (IsValue, Min, Max) switch
        {
            (false, null, null) => words.Say($"The query finds nothing: {query}", $"Die Abfrage findet nichts: {query}"),
            (false, _, _) => words.Say($"The query gives {words.Within(Min, Max)} rows: {query}", $"Die Abfrage ergibt {words.Within(Min, Max)} Zeilen: {query}"),
            _ => words.Say($"The query gives {words.Within(Min, Max)}: {query}", $"Die Abfrage ergibt {words.Within(Min, Max)}: {query}"),
        };
    }

    internal override RuleTest Test(RuleSubject subject) => string.IsNullOrWhiteSpace(Query)
        ? new RuleTest.Impossible(new Obstacle(ObstacleKind.Expression, "∅"))
        : new RuleTest.Query(Query, Judge);

    private WholeVerdict Judge(QueryFacts facts) => (IsValue, Min, Max) switch
    {
        (true, _, _) => FigureVerdict.Between(RuleFigures.Read(facts.First), Min, Max) with { Observed = RuleFigures.Shown(facts.First) },
        (_, null, null) => FigureVerdict.Between(facts.Rows, null, 0) with { Failing = facts.Rows },
        _ => FigureVerdict.Between(facts.Rows, Min, Max),
    };
}
