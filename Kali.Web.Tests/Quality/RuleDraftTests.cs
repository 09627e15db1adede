using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Web.Quality;
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
        new InRange("order_date", "2026-01-01", null),
        new MatchesPattern("order_id", "A-[0-9]+", IsForbidden: true),
        new ExistsIn("order_id", "kali_dev.gold_layer.customers", "id"),
        new IsFresh("order_date", TimeSpan.FromHours(36)),
        new Unique(["order_id", "order_date"]),
        new DuplicateRows([]),
        new RowHolds("[Delivery date] >= [Order date]", ["delivery_date", "order_date"]),
        new RowCountWithin(10, null),
        new HasSchema([new("order_id", "string"), new("order_date", "date"), new("delivery_date", "date")], IsStrict: true),
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
            DimensionAsSaid = QualityDimension.Accuracy,
            Owner = "u-1",
            Description = "Because.",
            IsOn = false,
        };

        Assert.Equal(rule, RuleDraft.Of(rule).ToRule(Orders, Schema));
    });

    [Fact]
    public void EveryKindThereIs_CanBeChosen() =>
        Assert.Equal(Kinds.Select(kind => kind.Code).Order(), RuleKindName.All.Select(kind => kind.Code).Order());

    [Fact]
    public void WhatIsAboutRows_IsSaidAlike() =>
        Assert.All(Kinds, kind => Assert.Equal(kind.IsAboutRows, RuleKindName.Of(kind.Code).IsAboutRows));

    [Fact]
    public void Draft_WithoutAName_IsNamedForItsColumn() =>
        Assert.Equal("order_id_not_null", new RuleDraft { Column = "order_id" }.ToRule(Orders, Schema).Name);
}
