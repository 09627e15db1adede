using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Quality;
using Kali.Web.Shell;
using Xunit;

namespace Kali.Web.Tests.Quality;

public sealed class RuleDraftTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");

    private static readonly TableSchema Schema = new([
        new("order_id", DataType.String, Label: "Order ID"),
        new("order_date", DataType.Date, Label: "Order date"),
        new("delivery_date", DataType.Date, Label: "Delivery date"),
        new("_row_id", DataType.Long),
    ]);

    private static readonly ImmutableArray<RuleKind> Kinds =
    [
        new NotNull("order_id"),
        new NullRatio("order_id", 12.5),
        new FitsType("order_date"),
        new OneOf("order_id", ["A", "B"], IgnoresCase: true),
        new InRange("order_date", "2026-01-01", null, IsMinOutside: true),
        new MatchesPattern("order_id", "A-[0-9]+", IsForbidden: true),
        new ExistsIn("order_id", "kali_dev.gold_layer.customers", "id") { Further = [new ColumnPair("order_date", "day")], IsForbidden = true },
        new IsFresh("order_date", TimeSpan.FromHours(36)),
        new Unique(["order_id", "order_date"]),
        new DuplicateRows([]),
        new RowHolds("[Delivery date] >= [Order date]", ["delivery_date", "order_date"]),
        new RowCountWithin(10, null),
        new HasSchema([new("order_id", "string"), new("order_date", "date"), new("delivery_date")], IsStrict: true),
        new SqlQuery("SELECT 1", IsValue: true, Min: 1),
        .. RuleVocabularyTests.Kinds,
    ];

    [Fact]
    public void Draft_OfARule_IsThatRuleAgain() => Assert.All(Kinds, kind =>
    {
        var rule = new Rule
        {
            Id = Guid.NewGuid(),
            Version = 3,
            Dataset = Orders,
            Name = "its_name",
            Kind = kind,
            Severity = Severity.Warns,
            Threshold = new Threshold(new Limit(50), Limit.OfPercent(2.5)),
            Filter = "order_id is not missing",
            GroupBy = ["order_date"],
            DimensionAsSaid = QualityDimension.Accuracy,
            Owner = "u-1",
            Description = "Because.",
            Origin = new RuleOrigin("profile", 399, 400),
            IsOn = false,
        };

        Assert.Equal(rule, RuleDraft.Of(rule).ToRule(Orders, Schema));
    });

    [Fact]
    public void EveryKindThereIs_CanBeChosenAndBegun()
    {
        Assert.Equal(RuleKinds.All.Order(), RuleKindName.All.Select(kind => kind.Code).Order());
        Assert.All(RuleKinds.All, code =>
        {
            var draft = RuleDraft.Begin("order_id", Schema);
            draft.SetKind(code, "order_id", Schema);
            var rule = draft.ToRule(Orders, Schema);
            Assert.Equal(code, rule.Kind.Code);
            Assert.NotEmpty(RuleWords.German.Sentence(rule, column => column));
            Assert.NotEmpty(rule.Fingerprint);
        });
    }

    [Fact]
    public void EveryKindAndField_HasItsWordsInBothLanguages() => Assert.All(
        RuleKindName.All.SelectMany(kind => new[] { kind.Words, kind.Group })
            .Concat(RuleKindForm.All.Values.SelectMany(form => form.Fields).SelectMany(field => field.Options.Select(RuleChoiceWords.Of).Append(field.Label))).Distinct(),
        words => Assert.True(JsonTexts.AllGerman.ContainsKey(words), words));

    [Fact]
    public void Draft_WithoutAName_IsNamedForItsColumn() =>
        Assert.Equal("order_id_not_null", RuleDraft.Begin("order_id", Schema).ToRule(Orders, Schema).Name);
}
