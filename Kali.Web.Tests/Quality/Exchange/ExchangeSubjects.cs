using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Data.Quality.Exchange;

namespace Kali.Web.Tests.Quality.Exchange;

/// <summary>A table of orders, and rules of every kind on it.</summary>
internal static class ExchangeSubjects
{
    public static DatasetName Dataset { get; } = new("kali_dev", "orders");

    public static ExchangeSubject Orders { get; } = new(Dataset, new RuleSubject(new TableSchema(
    [
        new("order_id", DataType.Long),
        new("customer_name", DataType.String, Label: "Customer Name"),
        new("email", DataType.String),
        new("country", DataType.String),
        new("currency", DataType.String),
        new("status", DataType.String),
        new("phone", DataType.String),
        new("ip", DataType.String),
        new("payload", DataType.String),
        new("amount", DataType.Double),
        new("price", DataType.DecimalOf(10, 2)),
        new("quantity", DataType.Long),
        new("paid", DataType.Boolean),
        new("order_date", DataType.Date),
        new("delivery_date", DataType.Date),
        new("created_at", DataType.Timestamp),
        new("_row_id", DataType.Long),
        new("_not_fitting", DataType.String),
        new("data_quality_score", DataType.Double),
    ]), new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)));

    private const string Customers = "kali_dev.gold_layer.customers";

    public static ImmutableArray<RuleKind> Kinds { get; } =
    [
        new NotNull("email"), new NullRatio("phone", 5), new NullRatio("phone", 40, 1), new Unique(["order_id"]), new Unique(["order_id", "email"]), new Unique(["order_id", "email"], MissingIsAValue: true),
        new DuplicateRows(["order_id", "email"]), new DuplicateRows([]), new FitsType("amount"),
        new HasSchema([new("order_id", "long"), new("price", "decimal(10,2)")]), new HasSchema([new("order_id"), new("email")], IsStrict: true), new HasSchema([new("email")]),
        new OneOf("country", ["DE", "AT", "yes"]), new OneOf("quantity", ["1", "2"]), new OneOf("status", ["open", "paid"], IgnoresCase: true),
        new InRange("amount", "0", "100.5"), new InRange("amount", "0", null, IsMinOutside: true), new InRange("amount", null, "10"), new InRange("amount", "1", "2", IsMinOutside: true, IsMaxOutside: true), new InRange("order_date", "2020-01-01", "2030-12-31"),
        new InRange("created_at", "2020-01-01T00:00:00Z", null), new InRange("customer_name", "A", "Z"),
        new MatchesPattern("email", ".+@.+"), new MatchesPattern("email", "@", IsAnywhere: true), new MatchesPattern("status", "a|b"), new MatchesPattern("status", "test", IsForbidden: true, IgnoresCase: true, IsAnywhere: true), new MatchesPattern("status", "\\d+\"x\"'", IsForbidden: true),
        new RowCountWithin(1, null), new RowCountWithin(10, 20), new RowCountWithin(5, 5), new RowCountWithin(null, 9),
        Holds("[Customer Name] is not missing or status = 'draft'"), Holds("delivery_date >= order_date"), Holds("starts_with(status, 'o')"), Holds("matches(status, 'a+')"),
        new ExistsIn("customer_name", Customers, "name"), new ExistsIn("customer_name", Customers, "name") { Further = [new ColumnPair("country", "country")], MissingIsAValue = true }, new ExistsIn("email", Customers, "email") { IsForbidden = true },
        new IsFresh("created_at", TimeSpan.FromHours(24)), new IsFresh("created_at", TimeSpan.FromMinutes(90)),
        new MissingValues("email", []), new MissingValues("email", ["n/a", "none"]), new MissingValues("email", ["-"], "x+"),
        new MustBeMissing("phone"), new MustBeMissing("phone", AllowsEmpty: false),
        new DistinctCount(["country"], 1, 200), new DistinctCount(["country", "status"], 2, null), new DistinctRatio(["email"], 90, null), new UniquenessRatio(["email"], 99), new NotOneOf("status", ["test"]), new NotOneOf("status", ["x"], IgnoresCase: true),
        new ContainsValues("status", ["open", "paid"]), new ContainsValues("status", ["open", "paid"], IsExact: true), new CombinationInList(["country", "currency"], [["DE", "EUR"], ["CH", "CHF"]]),
        new NotInRange("amount", "13", "14"), new EqualTo("currency", "EUR"), new EqualTo("amount", "10", Tolerance: 0.5), new EqualTo("status", "x", IsForbidden: true), new EqualTo("paid", "true"),
        new LengthWithin("country", 2, 2), new LengthWithin("status", 1, 20), new LengthWithin("status", null, 9), new ColumnType("amount", ["double"]), new ColumnType("amount", ["double", "float"]), new ColumnCount(16, 16), new ColumnCount(3, 40),
        new DateFormat("status", "dd.MM.yyyy"), new DateFormat("status", "M/d/yy", HasTime: true), new HasFormat("email", TextFormat.Email), new HasFormat("country", TextFormat.Country), new HasFormat("status", TextFormat.Iban), new HasFormat("ip", TextFormat.Ipv6),
        new IpInNetwork("ip", "10.0.0.0/8"), new NoPersonalData("payload", []), new NoPersonalData("payload", [PersonalText.Email, PersonalText.Iban]), new IsJson("payload", []), new IsJson("payload", ["id", "lines"]),
        new NotInFuture("order_date"), new NotInFuture("order_date", 3), new OlderThan("order_date", 7), new OlderThan("order_date", 30, IsYounger: true), new OlderThanColumn("order_date", "delivery_date", 1),
        new CompareColumns("delivery_date", Relation.AtLeast, "order_date"), new CompareColumns("amount", Relation.Less, "price"), new CompareColumns("country", Relation.NotEqual, "currency"), new CompareColumns("country", Relation.Equal, "currency", MissingIsAValue: true),
        new NoOutliers("amount"), new NoOutliers("amount", OutlierMethod.ZScore, 3), new MatchesTable(Customers, [new ColumnPair("customer_name", "name")], [new ColumnPair("country", "country")]),
        new RowCountMatches(Customers), new RowCountMatches(Customers, 90, 110), new RowCountChange(50, 200, 3),
        new AggregateWithin(RuleFigure.Average, "amount", "1", "50"), new AggregateWithin(RuleFigure.Sum, "amount", null, "1000", IsMaxOutside: true), new AggregateWithin(RuleFigure.Percentile, "amount", "1", "9", Share: 0.95),
        new AggregateWithin(RuleFigure.Count, null, "5", "5", IsForbidden: true), new AggregateWithin(RuleFigure.Max, "order_date", "2026-01-01", null), new AggregateWithin(RuleFigure.StandardDeviation, "amount", "1", "2", IsMinOutside: true, IsMaxOutside: true), new AggregateWithin(RuleFigure.Kurtosis, "amount", null, "3"), new AggregateWithin(RuleFigure.LongestLength, "status", null, "12"),
        new AggregateMatches(RuleFigure.Sum, "amount", Customers, "revenue", 1), new MostCommonValue("country", ["DE", "FR"]), new CorrelationWithin("amount", "price", 0.5, 1),
        new DistributedLike("country", [new BaselineShare(60, "DE"), new BaselineShare(40, "AT")], DistributionDistance.Kl, 0.1), new DistributedLike("amount", [new BaselineShare(50, From: 0, To: 10), new BaselineShare(50, From: 10, To: 100)], DistributionDistance.Kl, 0.25), new DistributedLike("country", [new BaselineShare(60, "DE")]),
        new RowsPerWindow("created_at", TimeSpan.FromMinutes(60), 5, TimeSpan.FromHours(24)), new RowsPerWindow("created_at", TimeSpan.FromHours(1)), new SqlQuery("SELECT 1 WHERE 1 = 0"),
    ];

    /// <summary>One rule of every kind, and some with all that a rule may say beside its kind.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [
        .. Kinds.Select((kind, i) => Of(kind, $"{kind.Code}_{i + 1}")),
        Of(new NotNull("email"), "warns") with { Severity = Severity.Warns },
        Of(new NotNull("email"), "notes") with { Severity = Severity.Notes, Threshold = Threshold.Never },
        Of(new NotNull("email"), "fails") with { Threshold = Threshold.FailsAtOnce },
        Of(new OneOf("country", ["DE"]), "percent") with { Threshold = new Threshold(Limit.OfPercent(1), Limit.OfPercent(5)) },
        Of(new OneOf("country", ["DE"]), "rows") with { Threshold = new Threshold(new Limit(Rows: 10), new Limit(Rows: 100)) },
        Of(new OneOf("country", ["DE"]), "percent only") with { Threshold = new Threshold(Limit.OfPercent(2.5)) },
        Of(new OneOf("country", ["DE"]), "both") with { Threshold = new Threshold(new Limit(10, 2.5)) },
        Of(new NotNull("email"), "filtered") with { Filter = "country = 'DE' and amount > 0" },
        Of(new NotNull("email"), "filtered in Kali's words") with { Filter = "[Customer Name] is not missing" },
        Of(new AggregateWithin(RuleFigure.Sum, "amount", "0", null), "by country") with { GroupBy = ["country"] },
        Of(new NotNull("email"), "described: “quoted”") with { Owner = "sales-ops", Description = "No invoice without it.\nSecond line: #1", DimensionAsSaid = QualityDimension.Accuracy },
        Of(new NotNull("email"), "off") with { IsOn = false },
    ];

    public static Rule Of(RuleKind kind, string name) => new() { Id = Guid.NewGuid(), Dataset = Dataset, Name = name, Kind = kind };

    private static RowHolds Holds(string expression) => new(expression, RowExpression.Parse(expression, Orders.Rules).Columns);
}
