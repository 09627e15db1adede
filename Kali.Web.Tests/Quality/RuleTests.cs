using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

public sealed class RuleTests
{
    private static readonly RuleSubject Subject = new(
        new TableSchema([new("order_date", DataType.Date, Label: "Order date"), new("amount", DataType.DecimalOf(10, 2)), new("country", DataType.String)]),
        new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Fingerprint_WhenOnlyWordsChange_StaysAndWhenMeaningChanges_DoesNot()
    {
        var rule = Rule(new OneOf("country", ["DE", "FR"]));
        Assert.Equal(rule.Fingerprint, (rule with { Id = Guid.NewGuid(), Name = "other", Owner = "Ada", Description = "why", Version = 4 }).Fingerprint);
        Assert.NotEqual(rule.Fingerprint, (rule with { Kind = new OneOf("country", ["DE"]) }).Fingerprint);
        Assert.NotEqual(rule.Fingerprint, (rule with { Filter = "amount > 0" }).Fingerprint);
        Assert.NotEqual(rule.Fingerprint, (rule with { Severity = Severity.Warns }).Fingerprint);
    }

    [Fact]
    public void Sentence_WhenRuleIsFilteredAndLimited_TellsRowAndGate()
    {
        var rule = Rule(new OneOf("country", ["DE", "FR"]), filter: "amount > 0", threshold: new Threshold(new Limit(50), Limit.OfPercent(5)));
        string Label(string column) => column == "country" ? "Country" : column;
        Assert.Equal("Country is DE or FR, when amount > 0. A row that breaks this is held back. The upload warns above 50 rows and stops above 5%.", RuleWords.English.Sentence(rule, Label));
        Assert.Equal("Country ist DE oder FR, wenn amount > 0. Eine Zeile, die das verletzt, wird zurückgehalten. Für den Upload gibt es ab mehr als 50 Zeilen einen Hinweis, über 5\u00a0% keine Freigabe.", RuleWords.For(CultureInfo.GetCultureInfo("de-AT")).Sentence(rule, Label));
    }

    [Fact]
    public void Demand_OfAnExpression_NamesColumnsAsPeopleDoAndKeepsTextsAsTheyAre()
    {
        var rule = Rule(new RowHolds("[Order date]>=sent_on  and country <> 'order_date <= x'", ["order_date", "country"]));
        string Label(string column) => column switch { "order_date" => "Order date", "country" => "Country", _ => column };
        Assert.Equal("In every row, Order date≥sent_on  and Country ≠ 'order_date <= x'", RuleWords.English.Demand(rule, Label));
    }

    [Theory]
    [InlineData("amount > 'x'", "a number cannot be compared with a text")]
    [InlineData("weight > 0", "the table has no column weight")]
    [InlineData("amount", "a condition is needed")]
    [InlineData("read_text('/etc/passwd') = 'x'", "there is no function read_text")]
    [InlineData("amount > 0; drop table x", "has no meaning here")]
    [InlineData("(amount > 0", "is expected")]
    [InlineData("country = 'DE", "not closed")]
    [InlineData("matches(country, '(?=x)')", "looking ahead")]
    public void RowExpression_WhenItCannotBeUsed_SaysWhy(string text, string reason)
    {
        Assert.False(RowExpression.TryParse(text, Subject, out _, out var why));
        Assert.Contains(reason, why, StringComparison.Ordinal);
    }

    [Fact]
    public void RowExpression_WhenReadable_FindsTheColumnsItMentions()
    {
        var parsed = RowExpression.Parse("not ([Order date] > today() and coalesce(amount, 0) * 1.19 >= 100) or country is missing", Subject);
        Assert.Equal(["order_date", "amount", "country"], parsed.Columns);
    }

    [Theory]
    [InlineData("a++", false)]
    [InlineData("(?i)a", false)]
    [InlineData("\\bword\\b", false)]
    [InlineData("a{2000}", false)]
    [InlineData("[a&&b]", false)]
    [InlineData("[[:alpha:]]", false)]
    [InlineData("(a", false)]
    [InlineData("[A-Z]{2}-\\d+(?:x|y)?", true)]
    [InlineData("\\p{Lu}\\p{L}*", true)]
    public void CommonRegex_WhenEnginesWouldDiffer_IsRefused(string pattern, bool isFit) => Assert.Equal(isFit, CommonRegex.TryParse(pattern, out _, out _));

    [Fact]
    public void CommonRegex_WhenAnEndIsMeant_MeansTheVeryEnd() => Assert.Equal("\\A[^\\n]+\\z", CommonRegex.Parse("^.+$").Portable);
}
