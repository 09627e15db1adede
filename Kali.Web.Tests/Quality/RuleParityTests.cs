using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Databricks;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;
using Kali.Data.Engines.Embedded;
using Kali.Data.Quality;
using Kali.Web.Tests.Engines.Databricks;
using Microsoft.Extensions.Options;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

/// <summary>One rule set, two engines: what each rule says in SQL on either, and that both mean the same rows.</summary>
public sealed class RuleParityTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly TestWorkspace _workspace = new();
    private readonly QualityLake _embedded = new();
    private readonly QualityLake _databricks;

    public RuleParityTests() => _databricks = new QualityLake(_workspace.Lakehouse);

    /// <summary>Kinds that have tests of their own elsewhere, beside the vocabulary's.</summary>
    private static readonly ImmutableArray<(RuleKind Kind, long[] Rows)> FurtherRows =
    [
        (new NotNull("country"), [6]),
        (new FitsType("amount"), []),
        (new DuplicateRows(["contact", "weight"]), []),
        (new DuplicateRows(["id"]), [4, 5]),
        (new OneOf("country", ["DE", "FR"]), [5, 7]),
        (new InRange("amount", "9.5", null), [5]),
        (new RowHolds("amount > 10 or country = 'DE'", ["amount", "country"]), [5, 7]),
        (new Unique(["country", "weight"]), []),
    ];

    private static readonly ImmutableArray<RuleKind> FurtherWhole =
    [
        new RowCountWithin(1, 10),
        new IsFresh("ordered", TimeSpan.FromDays(2)),
        new HasSchema([new ExpectedColumn("id", "string"), new ExpectedColumn("amount", "decimal(10,2)")]),
        new NullRatio("country"),
    ];

    private static ImmutableArray<(RuleKind Kind, long[] Rows)> OfRows => [.. RuleVocabularyTests.OfRows, .. FurtherRows];

    private static ImmutableArray<RuleKind> OfTheWhole => [.. RuleVocabularyTests.OfTheWhole.Select(rule => rule.Kind), .. FurtherWhole];

    public void Dispose()
    {
        _databricks.Dispose();
        _embedded.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task EveryRule_FailsTheSameRowsInBothDialects()
    {
        var expected = OfRows.Select((rule, index) => $"{index} {rule.Kind.Code}: {string.Join(", ", rule.Rows)}").ToList();
        Assert.Equal(expected, await FailingAsync(_embedded));
        Assert.Equal(expected, await FailingAsync(_databricks));
    }

    [Fact]
    public async Task EveryRuleAboutTheWhole_SaysTheSameInBothDialects()
    {
        var here = await SaidAsync(_embedded);
        Assert.DoesNotContain(here, said => said.Contains(nameof(CheckOutcome.CouldNotRun), StringComparison.Ordinal));
        Assert.Equal(here, await SaidAsync(_databricks));
    }

    [Fact]
    public async Task ARowThatBreaksSeveralRulesOfADimension_CostsItOnce_InBothDialects()
    {
        foreach (var lake in new[] { _embedded, _databricks })
        {
            await RuleVocabularyTests.CustomersAsync(lake);
            var load = await RuleVocabularyTests.LoadAsync(lake);
            // The same two rows repeat both keys, and a third rule of the dimension fails one of them.
            var report = await lake.CheckAsync(
                Subject(load), Named(new Unique(["id"]), "id"), Named(new DuplicateRows(["id"]), "again"), Named(new RowHolds("amount > 10 or country = 'DE'", ["amount", "country"]), "third") with { DimensionAsSaid = QualityDimension.Uniqueness });
            var uniqueness = report.Score!.Dimensions.Single();
            Assert.Equal([2L, 2L, 2L], report.Results.Select(result => result.Failing!.Value));
            Assert.Equal((3L, Math.Round(100 - 300.0 / report.Rows, 1)), (uniqueness.RowsAffected, uniqueness.Value));
        }
    }

    [Fact]
    public void EveryKind_IsComparedHere() => Assert.Equal(
        RuleKinds.All.Except([SqlQuery.Name]).Order(),
        OfRows.Select(rule => rule.Kind.Code).Concat(OfTheWhole.Select(kind => kind.Code)).Distinct().Order());

    [Theory]
    [InlineData("embedded")]
    [InlineData("databricks")]
    public void EveryRule_PrintsItsGoldenSql(string engine)
    {
        IEngineSql writer = engine == "embedded" ? new EmbeddedSql() : new DatabricksSql(Options.Create(new DatabricksOptions()), Options.Create(new JobOptions()));
        var subject = Subject(new DataLoad(Orders, 1, RuleVocabularyTests.Columns));
        var text = new StringBuilder();
        foreach (var kind in OfRows.Select(rule => rule.Kind).Concat(OfTheWhole))
        {
            var rule = Named(kind, "rule");
            var statement = writer.Query(kind.IsAboutRows ? FailingRowsQuery.Of(subject, PreparedRule.All([rule], subject)) : CheckPlan.For(subject, [rule]).Statement);
            text.Append("-- ").Append(kind.Code).Append(": ").Append(RuleWords.English.Sentence(rule, column => column)).Append('\n');
            foreach (var parameter in statement.Parameters)
                text.Append("--   ").Append(parameter.Name).Append(" = ").Append(parameter.Value?.ReplaceLineEndings("⏎") ?? "NULL").Append(" (").Append(parameter.Type).Append(")\n");
            text.Append(statement.Text.ReplaceLineEndings("\n")).Append(";\n");
            text.Append('\n');
        }
        var file = Path.Combine(Folder(), $"rules.{engine}.sql");
        if (Environment.GetEnvironmentVariable("KALI_WRITE_GOLDEN") is not null)
            File.WriteAllText(file, text.ToString());
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text.ToString());
    }

    private static CheckSubject Subject(DataLoad load) => new(Orders.Silver, SilverPlan.SchemaOf(load.Readings), load.Rows, At) { LoadNo = load.LoadNo };

    private static Rule Named(RuleKind kind, string name) => Rule(kind, name: name) with { Id = Guid.Empty };

    private static async Task<List<string>> FailingAsync(QualityLake lake)
    {
        await RuleVocabularyTests.CustomersAsync(lake);
        var subject = Subject(await RuleVocabularyTests.LoadAsync(lake));
        var rules = PreparedRule.All(OfRows.Select((rule, index) => Rule(rule.Kind, name: $"{index}")), subject);
        var rows = await lake.QueryAsync(Sql.Of($"SELECT {new SqlName(DataLoad.RowId)}, {rules.Select(FailingRowsQuery.Flag)} FROM ({FailingRowsQuery.Of(subject, rules)}) AS failing ORDER BY 1"));
        return [.. OfRows.Select((rule, index) => $"{index} {rule.Kind.Code}: {string.Join(", ", rows.Where(row => row[index + 1] is true).Select(row => DataLoad.RowOf((long)row[0]!)))}")];
    }

    private static async Task<List<string>> SaidAsync(QualityLake lake)
    {
        await RuleVocabularyTests.CustomersAsync(lake);
        var subject = Subject(await RuleVocabularyTests.LoadAsync(lake));
        var report = await lake.CheckAsync(subject, [.. OfTheWhole.Select((kind, index) => Rule(kind, name: $"{index}"))]);
        return [.. report.Results.Select(result => $"{result.Rule.Name} {result.Rule.Kind.Code} {result.Outcome} {result.Evaluated} {result.Failing} {result.Observed} {result.Expected}{result.Obstacle}")];
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(RepositoryRoot.Path, "Kali.Web.Tests", "Quality", "Golden") is var folder && Directory.Exists(folder) ? folder : Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
