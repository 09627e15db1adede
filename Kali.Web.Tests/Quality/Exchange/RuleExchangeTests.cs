using Kali.Data;
using Kali.Data.Quality;
using Kali.Data.Quality.Exchange;
using Xunit;

namespace Kali.Web.Tests.Quality.Exchange;

/// <summary>Files of other systems in, files for other systems out, and both ways round.</summary>
public sealed class RuleExchangeTests
{
    public static TheoryData<ExchangeFormat> Formats => [.. ExchangeFormats.All];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_OfAFileOfAnotherSystem_SaysOfEachRuleWhatBecameOfIt(ExchangeFormat format)
    {
        var (code, ending) = (ExchangeFormats.Code(format), ExchangeFormats.Ending(format));

        var report = RuleImports.Read(GoldenFiles.Read($"{code}-in{ending}"), format: null, ExchangeSubjects.Orders);

        Assert.Equal(format, report.Format);
        GoldenFiles.Check($"{code}-in.report.txt", GoldenFiles.Report(report));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Export_OfEveryKind_WritesWhatTheFormatCanSayAndTellsTheRest(ExchangeFormat format)
    {
        var (code, ending) = (ExchangeFormats.Code(format), ExchangeFormats.Ending(format));

        var export = RuleExports.Write(ExchangeSubjects.All, format, ExchangeSubjects.Orders);

        GoldenFiles.Check($"{code}-out{ending}", export.Text);
        GoldenFiles.Check($"{code}-out.report.txt", GoldenFiles.Report(export));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ExportThenImport_OfEveryKind_KeepsTheFingerprintOfWhatIsLossless(ExchangeFormat format)
    {
        foreach (var rule in ExchangeSubjects.All)
        {
            var export = RuleExports.Write([rule], format, ExchangeSubjects.Orders);
            if (export.Items[0].Fidelity == Fidelity.Refused)
                continue;
            var read = RuleImports.Read(export.Text, format, ExchangeSubjects.Orders);
            if (export.Items[0].Fidelity == Fidelity.Lossless)
                Assert.Equal((rule.Name, rule.Fingerprint), (Assert.Single(read.Rules).Name, read.Rules[0].Fingerprint));
            else
                Assert.True(read.Rules.Length == 2 || read.Rules is [var one] && (one.Fingerprint == rule.Fingerprint || rule.Threshold.WarnAbove is { Rows: not null, Percent: not null }), $"{format} {rule.Name}: {GoldenFiles.Report(read)}");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_OfAFileKaliWrote_IsRecognisedWithoutBeingTold(ExchangeFormat format)
    {
        var export = RuleExports.Write([ExchangeSubjects.Of(new NotNull("email"), "email is there"), ExchangeSubjects.Of(new RowCountWithin(1, null), "not empty")], format, ExchangeSubjects.Orders);

        var report = RuleImports.Read(export.Text, format: null, ExchangeSubjects.Orders);

        Assert.Equal(format, report.Format);
        Assert.Equal(2, report.Rules.Length);
    }

    [Fact]
    public void Import_OfAnEntryChangedAfterKaliWroteIt_GoesByTheEntry()
    {
        var rule = ExchangeSubjects.Of(new NotNull("email"), "email") with { Severity = Severity.Notes };
        var text = RuleExports.Write([rule], ExchangeFormat.Dqx, ExchangeSubjects.Orders).Text;
        Assert.Contains("kali:", text, StringComparison.Ordinal);

        var report = RuleImports.Read(text.Replace("column: email", "column: phone", StringComparison.Ordinal), ExchangeFormat.Dqx, ExchangeSubjects.Orders);

        Assert.Equal(new NotNull("phone"), Assert.Single(report.Rules).Kind);
        Assert.Equal(Fidelity.Approximated, report.Items[0].Fidelity);
    }

    [Fact]
    public void Import_WithNamesTaken_NumbersThem()
    {
        const string Checks = "[{name: a, check: {function: is_not_null, arguments: {column: email}}}, {name: a, check: {function: is_not_null, arguments: {column: phone}}}]";

        var report = RuleImports.Read(Checks, null, ExchangeSubjects.Orders, taken: ["A"]);

        Assert.Equal(["a_2", "a_3"], report.Rules.Select(rule => rule.Name));
    }

    [Theory]
    [InlineData("", "none of the formats")]
    [InlineData("hello", "none of the formats")]
    [InlineData("a: &x [1]\nb: *x", "Line 1")]
    [InlineData("- !!python/object/apply:os.system ['id']", "tag")]
    [InlineData("checks: [\n---\n", "no YAML")]
    [InlineData("a: 1\n---\nb: 2", "several YAML documents")]
    [InlineData("a: 1\na: 2", "second time")]
    [InlineData("{\"expectations\": []}", "no rules")]
    [InlineData("[]", "no rules")]
    [InlineData("schema: [{name: a}, {name: b}]\napiVersion: v3.1.0", "describes 2 tables")]
    [InlineData("Rules = [ IsComplete \"email\"", "not closed")]
    public void Import_OfWhatIsNoFileOfRules_IsRefusedAsAWhole(string text, string why)
    {
        var fault = Assert.Throws<RefusedException>(() => RuleImports.Read(text, null, ExchangeSubjects.Orders));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_OfABomb_IsRefusedBeforeItGrows()
    {
        var bomb = string.Concat("a: &a [x,x,x,x,x,x,x,x,x]\n", string.Concat(Enumerable.Range(0, 20).Select(level => $"b{level}: &b{level} [*a,*a,*a,*a]\n")));
        var deep = new string('[', 100_000);
        var wide = "- " + string.Join("\n- ", Enumerable.Range(0, 120_000));
        var large = new string('#', DocumentLimits.MostCharacters + 1);

        foreach (var text in new[] { bomb, deep, wide, large, $"[{new string('{', 50_000)}", string.Concat(Enumerable.Repeat("{a: ", 5_000)) })
            Assert.Throws<RefusedException>(() => RuleImports.Read(text, ExchangeFormat.Dqx, ExchangeSubjects.Orders));
    }

    [Theory]
    [InlineData("1 = 1; DROP TABLE orders")]
    [InlineData("read_csv('/etc/passwd') is not null")]
    [InlineData("amount > 0 -- and more")]
    [InlineData("no_such_column > 0")]
    public void Import_OfAConditionThatIsMoreThanACondition_RefusesThatRuleOnly(string condition)
    {
        var report = RuleImports.Read(
            $"""
            - check: [function: sql_expression, arguments: [expression: "{condition}"]]
            - check: [function: is_not_null, arguments: [column: Customer Name]]
            """.Replace('[', '{').Replace(']', '}'), null, ExchangeSubjects.Orders);

        Assert.Equal([Fidelity.Refused, Fidelity.Lossless], report.Items.Select(item => item.Fidelity));
        Assert.Equal(new NotNull("customer_name"), report.Rules[0].Kind);
    }

    [Theory]
    [InlineData("(SELECT count(*) FROM orders) > 0", "SELECT * FROM \"kali_dev\".\"silver_layer\".\"orders\" WHERE NOT ((SELECT count(*) FROM \"kali_dev\".\"silver_layer\".\"orders\") > 0)")]
    [InlineData("`Customer Name` in (select name from kali_dev.gold_layer.customers where \"a\" <> 'FROM orders')", "SELECT * FROM \"kali_dev\".\"silver_layer\".\"orders\" WHERE NOT (\"Customer Name\" in (select name from kali_dev.gold_layer.customers where 'a' <> 'FROM orders'))")]
    public void Import_OfAConditionThatAsksOtherRows_IsAQueryForTheGuard(string condition, string query)
    {
        var report = RuleImports.Read($"- check: {{function: sql_expression, arguments: {{expression: {System.Text.Json.JsonSerializer.Serialize(condition)}}}}}", ExchangeFormat.Dqx, ExchangeSubjects.Orders);

        Assert.Equal(new SqlQuery(query), Assert.Single(report.Rules).Kind);
    }

    /// <summary>Of DQX's own pitfalls (dqx#209, #1042, #1342, #1442, #1454): what its files mean, Kali's rules mean.</summary>
    [Fact]
    public void Import_OfDqxChecks_KeepsWhatTheyMean()
    {
        var report = RuleImports.Read("""
            - check: {function: sql_expression, arguments: {expression: amount > 100, negate: true}}
            - check: {function: is_unique, arguments: {columns: [order_id]}}
              filter: status = 'open'
            - check: {function: regex_match, arguments: {column: email, regex: '^.+@.+$'}}
            - check: {function: has_valid_schema, arguments: {expected_schema: 'order_id BIGINT, no_such_column STRING'}}
            - check: {function: is_not_null, arguments: {column: '`Customer Name`'}}
            """, ExchangeFormat.Dqx, ExchangeSubjects.Orders);

        Assert.All(report.Rules, rule => Assert.Equal("dqx", rule.Origin!.Source));
        Assert.Equal("not (amount > 100)", Assert.IsType<RowHolds>(report.Rules[0].Kind).Expression);
        Assert.Equal("status = 'open'", report.Rules[1].Filter);
        Assert.Equal(new MatchesPattern("email", ".+@.+"), report.Rules[2].Kind);
        Assert.Contains(new ExpectedColumn("no_such_column", "string"), Assert.IsType<HasSchema>(report.Rules[3].Kind).Expected);
        Assert.Equal(new NotNull("customer_name"), report.Rules[4].Kind);
    }
}
