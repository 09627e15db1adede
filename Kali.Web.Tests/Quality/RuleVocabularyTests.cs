using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

/// <summary>The whole vocabulary on one table in one statement: each kind with exactly the rows that break it. Rows of the file are numbered from 2.</summary>
public sealed class RuleVocabularyTests : IDisposable
{
    internal static readonly TableName Customers = new("kali_dev", "gold_layer", "customers");
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    internal static readonly string?[][] Table =
    [
        // id, country, amount, weight, ordered, delivered, contact, note
        ["A-1", "DE", "10.00", "1", "2026-11-20", "2026-11-21", "ada@example.org", "{\"a\": 1, \"b\": 2}"],
        ["A-2", "FR", "12.00", "2", "2026-11-21", "2026-11-20", "10.1.2.3", "[1, 2]"],
        ["A-3", "FR", "11.00", "3", "2026-11-22", "2026-12-24", "4111 1111 1111 1111", "call 0221 / 55 66 77"],
        ["A-3", " unknown ", "9.00", "4", null, "2026-11-23", "4111 1111 1111 1112", "a  b"],
        ["A-5", null, "900.00", "90", "2026-10-01", null, "DE89 3704 0044 0532 0130 00", "2026-02-30"],
        ["A-6", "XX", "10.00", "5", "2026-11-20", "2026-11-20", null, null],
    ];

    internal static readonly ImmutableArray<(RuleKind Kind, long[] Rows)> OfRows =
    [
        (new MissingValues("country", ["Unknown"]), [5, 6]),
        (new MissingValues("country", [], "X+"), [6, 7]),
        (new MustBeMissing("delivered"), [2, 3, 4, 5, 7]),
        (new NotOneOf("country", ["xx", "DE"]), [2]),
        (new NotOneOf("country", ["xx", "DE"], IgnoresCase: true), [2, 7]),
        (new CombinationInList(["country", "weight"], [["DE", "1"], ["FR", "2"], ["XX", "5"]]), [4, 5]),
        (new NotInRange("amount", "9.5", "10.5"), [2, 7]),
        (new EqualTo("amount", "10", Tolerance: 1.5), [3, 6]),
        (new EqualTo("amount", "10", IsForbidden: true, TolerancePercent: 10), [2, 4, 5, 7]),
        (new EqualTo("country", "FR", IsForbidden: true), [3, 4]),
        (new LengthWithin("country", 2, 2), [5]),
        (new DateFormat("note"), [2, 3, 4, 5, 6]),
        (new DateFormat("ordered"), []),
        (new HasFormat("contact", TextFormat.Email), [3, 4, 5, 6]),
        (new HasFormat("contact", TextFormat.Ipv4), [2, 4, 5, 6]),
        (new HasFormat("contact", TextFormat.CreditCard), [2, 3, 5, 6]),
        (new HasFormat("contact", TextFormat.Iban), [2, 3, 4, 5]),
        (new HasFormat("country", TextFormat.Country), [5, 7]),
        (new IpInNetwork("contact", "10.1.0.0/16"), [2, 4, 5, 6]),
        (new NoPersonalData("contact", []), [2, 3, 4, 5, 6]),
        (new NoPersonalData("note", [PersonalText.Phone]), [4]),
        (new IsJson("note", []), [4, 5, 6]),
        (new IsJson("note", ["a", "b"]), [3, 4, 5, 6]),
        (new NotInFuture("delivered"), [4]),
        (new NotInFuture("delivered", DaysAhead: 40), []),
        (new OlderThan("ordered", 2), [4]),
        (new OlderThan("ordered", 10, IsYounger: true), [6]),
        (new OlderThanColumn("ordered", "delivered"), [3]),
        (new OlderThanColumn("ordered", "delivered", Days: 1), [3, 7]),
        (new CompareColumns("delivered", Relation.AtLeast, "ordered"), [3]),
        (new CompareColumns("delivered", Relation.NotEqual, "ordered"), [7]),
        (new CompareColumns("delivered", Relation.Equal, "ordered", MissingIsAValue: true), [2, 3, 4, 5, 6]),
        (new NoOutliers("amount"), [6]),
        (new NoOutliers("weight", OutlierMethod.ZScore, 2), [6]),
        (new MatchesPattern("contact", "[0-9]{4}", IsAnywhere: true), [2, 3]),
        (new ExistsIn("country", Customers.ToString(), "code") { IsForbidden = true }, [2, 3, 4]),
        (new ExistsIn("country", Customers.ToString(), "code") { Further = [new ColumnPair("id", "customer")] }, [4, 5, 7]),
        (new MatchesTable(Customers.ToString(), [new ColumnPair("id", "customer")], [new ColumnPair("country", "code")]), [4, 5, 7]),
        (new Unique(["id"]), [4, 5]),
    ];

    internal static readonly ImmutableArray<(RuleKind Kind, string Outcome)> OfTheWhole =
    [
        (new NullRatio("country", 50, 10), "Passed 16.67%"),
        (new DistinctCount(["country"], 4, 4), "Passed 4"),
        (new DistinctCount(["id", "country"], null, 4), "Failed 5"),
        (new DistinctRatio(["id"], 90, null), "Failed 83.333333%"),
        (new UniquenessRatio(["id"], 60, 70), "Passed 66.666667%"),
        (new ContainsValues("country", ["DE", "FR"]), "Passed 2/2"),
        (new ContainsValues("country", ["DE", "FR"], IsExact: true), "Failed 2/2 + 2"),
        (new ContainsValues("country", ["DE", "IT"]), "Failed 1/2"),
        (new ColumnType("amount", ["decimal", "double"]), "Passed decimal(10,2)"),
        (new ColumnType("nowhere", ["string"]), "Failed −nowhere"),
        (new ColumnCount(8, 8), "Passed 8"),
        (new AggregateWithin(RuleFigure.Count, null, "6", "6"), "Passed 6"),
        (new AggregateWithin(RuleFigure.Sum, "amount", null, "952", IsMaxOutside: true), "Failed 952"),
        (new AggregateWithin(RuleFigure.Average, "weight", "17.5", "17.5"), "Passed 17.5"),
        (new AggregateWithin(RuleFigure.Median, "weight", "3.5", "3.5"), "Passed 3.5"),
        (new AggregateWithin(RuleFigure.Percentile, "weight", "4.5", "4.5", Share: 0.7), "Passed 4.5"),
        (new AggregateWithin(RuleFigure.Max, "ordered", null, "2026-11-22"), "Passed 2026-11-22"),
        (new AggregateWithin(RuleFigure.Range, "weight", "0", "50"), "Failed 89"),
        (new AggregateWithin(RuleFigure.Skewness, "weight", "1.78", "1.79"), "Passed 1.782487"),
        (new AggregateWithin(RuleFigure.LongestLength, "country", "0", "2"), "Failed 7"),
        (new AggregateWithin(RuleFigure.CountDistinct, "id", "5", "5", IsForbidden: true), "Failed 5"),
        (new AggregateMatches(RuleFigure.CountDistinct, "country", Customers.ToString(), "code"), "Failed 4"),
        (new AggregateMatches(RuleFigure.CountDistinct, "country", Customers.ToString(), "code", 150), "Passed 4"),
        (new RowCountMatches(Customers.ToString()), "Failed 6 / 3"),
        (new RowCountMatches(Customers.ToString(), 100, 200), "Passed 6 / 3"),
        (new RowCountChange(50, 150), "Passed 6 / ∅"),
        (new MostCommonValue("country", ["FR", "DE"]), "Passed FR"),
        (new MostCommonValue("amount", ["9.00"]), "Failed 10.00"),
        (new CorrelationWithin("amount", "weight", 0.9, 1), "Passed 0.999158"),
        (new RowsPerWindow("ordered", TimeSpan.FromDays(1)), "Failed 4 / 53"),
        (new RowsPerWindow("ordered", TimeSpan.FromDays(1), 1, TimeSpan.FromDays(3)), "Passed 3 / 3"),
        (new DistributedLike("country", [new BaselineShare(20, "DE"), new BaselineShare(40, "FR")]), "Passed 0"),
        (new DistributedLike("weight", [new BaselineShare(100, From: 0, To: 4)], DistributionDistance.Js, 0.1), "Failed 0.5574"),
    ];

    internal static IEnumerable<RuleKind> Kinds => OfRows.Select(rule => rule.Kind).Concat(OfTheWhole.Select(rule => rule.Kind));

    internal static readonly ImmutableArray<ColumnReading> Columns =
        [Text("id"), Text("country"), Money("amount"), Whole("weight"), Day("ordered"), Day("delivered"), Text("contact"), Text("note")];

    private Task<DataLoad> LoadAsync(long loadNo = 1) => LoadAsync(_lake, loadNo);

    internal static async Task<DataLoad> LoadAsync(QualityLake lake, long loadNo = 1)
    {
        var load = await lake.LoadAsync(loadNo, Columns, Table);
        await lake.SilverAsync(load);
        return load;
    }

    private Task CustomersAsync() => CustomersAsync(_lake);

    internal static Task CustomersAsync(QualityLake lake) => lake.CommitAsync(
        Customers,
        new TableChange.Append(new RowSource.Query(Sql.Of($"SELECT 'A-1' AS customer, 'DE' AS code UNION ALL SELECT 'A-2', 'FR' UNION ALL SELECT 'A-5', NULL"))),
        new TableSchema([new ColumnSchema("customer", DataType.String), new ColumnSchema("code", DataType.String)]));

    [Fact]
    public async Task EveryKindAboutRows_FailsExactlyTheRowsThatBreakIt()
    {
        await CustomersAsync();
        var load = await LoadAsync();
        var rules = OfRows.Select((rule, index) => Rule(rule.Kind, name: $"{index}")).ToArray();
        var report = await _lake.CheckAsync(_lake.Subject(load), rules);
        Assert.Equal(OfRows.Select((rule, index) => $"{index} {rule.Kind.Code} {rule.Rows.Length}"), report.Results.Select((result, index) => $"{index} {result.Rule.Kind.Code} {result.Failing}{result.Obstacle}"));

        await _lake.QuarantineAsync(load, _lake.Subject(load), report);
        var held = (await _lake.QueryAsync(Sql.Of($"SELECT {new SqlName("_row")}, {new SqlName("_reasons")} FROM {Orders.Quarantine} ORDER BY 1")))
            .SelectMany(row => JsonDocument.Parse((string)row[1]!).RootElement.EnumerateArray().Select(reason => (Row: (long)row[0]!, Name: reason.GetProperty("name").GetString())))
            .ToLookup(reason => reason.Name, reason => reason.Row);
        Assert.Equal(
            OfRows.Select((rule, index) => $"{index} {rule.Kind.Code}: {string.Join(", ", rule.Rows)}"),
            OfRows.Select((rule, index) => $"{index} {rule.Kind.Code}: {string.Join(", ", held[$"{index}"])}"));
    }

    [Fact]
    public async Task EveryKindAboutTheWhole_TellsWhatItFound()
    {
        await CustomersAsync();
        var load = await LoadAsync();
        var report = await _lake.CheckAsync(_lake.Subject(load) with { LoadNo = 1 }, [.. OfTheWhole.Select((rule, index) => Rule(rule.Kind, name: $"{index}"))]);
        Assert.Equal(OfTheWhole.Select(rule => $"{rule.Kind.Code} {rule.Outcome}"), report.Results.Select(result => $"{result.Rule.Kind.Code} {result.Outcome} {result.Observed}{result.Obstacle}"));
    }

    [Fact]
    public async Task RowCountChange_WhenLoadsWereThereBefore_ComparesWithTheirMean()
    {
        await LoadAsync();
        var second = await _lake.LoadAsync(2, [Text("id")], ["A"], ["B"], ["C"]);
        await _lake.SilverAsync(second);
        var result = Assert.Single((await _lake.CheckAsync(_lake.Subject(second) with { LoadNo = 2 }, Rule(new RowCountChange(90, 110)))).Results);
        Assert.Equal((CheckOutcome.Failed, "3 / 6"), (result.Outcome, result.Observed));
    }

    [Fact]
    public void EveryKind_IsTestedHereOrBefore()
    {
        string[] before = ["not_null", "duplicate_rows", "type", "schema", "in_list", "in_range", "row_count", "row_expression", "freshness", "sql_query"];
        Assert.Equal(RuleKinds.All.Order(), OfRows.Select(rule => rule.Kind.Code).Concat(OfTheWhole.Select(rule => rule.Kind.Code)).Concat(before).Distinct().Order());
    }

    [Fact]
    public void EveryKind_IsWrittenAndReadAsTheSameValue_AndHasItsSentences() => Assert.All([.. OfRows.Select(rule => rule.Kind), .. OfTheWhole.Select(rule => rule.Kind)], kind =>
    {
        var rule = Rule(kind) with { GroupBy = ["country"] };
        var json = JsonSerializer.Serialize(rule, RuleFile.Options);
        Assert.Contains($"\"kind\":\"{kind.Code}\"", json, StringComparison.Ordinal);
        Assert.Equal(rule, JsonSerializer.Deserialize<Rule>(json, RuleFile.Options));
        // What follows from the kind is no part of it, so that a default that changes does not change every fingerprint.
        var members = JsonDocument.Parse(json).RootElement.GetProperty("kind").EnumerateObject().Select(member => member.Name);
        Assert.Empty(members.Intersect(["code", "columns", "dimension", "isAboutRows"]).Except(kind.GetType().GetConstructors()[0].GetParameters().Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!))));
        Assert.Equal(rule.Fingerprint, JsonSerializer.Deserialize<Rule>(json, RuleFile.Options)!.Fingerprint);
        var (english, german) = (RuleWords.English.Demand(rule, column => column), RuleWords.German.Demand(rule, column => column));
        Assert.NotEqual(english, german);
        Assert.DoesNotContain("  ", $"{english}{german}", StringComparison.Ordinal);
    });
}
