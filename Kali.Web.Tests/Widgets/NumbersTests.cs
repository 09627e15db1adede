using Kali.Web.Widgets;
using Xunit;

namespace Kali.Web.Tests.Widgets;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("en-GB", 48213, "48,213")]
    [InlineData("de-DE", 48213, "48.213")]
    [InlineData("en-GB", null, "not counted yet")]
    [InlineData("de-DE", null, "noch nicht gezählt")]
    public void Count_InTheReadersFormat(string culture, int? count, string expected) =>
        Said(culture, expected, () => Numbers.Count((long?)count));

    [Theory]
    [InlineData("en-GB", 0.123, "12.3%")]
    [InlineData("de-DE", 0.123, "12,3\u00a0%")]
    [InlineData("en-GB", 0.00001, "under 0.1%")]
    [InlineData("de-DE", 0.99999, "über 99,9\u00a0%")]
    [InlineData("en-GB", 0, "0.0%")]
    [InlineData("en-GB", 1, "100.0%")]
    public void Percent_NeverRoundsToNothingNorToAll(string culture, double share, string expected) =>
        Said(culture, expected, () => Numbers.Percent(share));

    [Theory]
    [InlineData("en-GB", 411, 48213, "411 of 48,213")]
    [InlineData("en-GB", 48213, 48213, "all 48,213")]
    [InlineData("en-GB", 48210, 48213, "all but 3")]
    [InlineData("de-DE", 48210, 48213, "alle bis auf 3")]
    [InlineData("de-DE", 411, 48213, "411 von 48.213")]
    public void Of_ReadsAsPeopleSayIt(string culture, long part, long whole, string expected) =>
        Said(culture, expected, () => Numbers.Of(part, whole));

    [Theory]
    [InlineData("en-GB", 999, "999 bytes")]
    [InlineData("de-DE", 999, "999 Byte")]
    [InlineData("en-GB", 12_400_000, "12.4 MB")]
    [InlineData("de-DE", 12_400_000, "12,4 MB")]
    public void Size_IsDecimal(string culture, long bytes, string expected) => Said(culture, expected, () => Numbers.Size(bytes));

    [Theory]
    [InlineData("en-GB", 0.2, "under 1 s")]
    [InlineData("en-GB", 9.2, "9.2 s")]
    [InlineData("de-DE", 9.2, "9,2 s")]
    [InlineData("en-GB", 250, "4 min 10 s")]
    [InlineData("en-GB", 7500, "2 h 5 min")]
    public void Duration_HasTwoUnitsAtMost(string culture, double seconds, string expected) =>
        Said(culture, expected, () => Numbers.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("en-GB", 21, "about 20 s")]
    [InlineData("de-DE", 130, "etwa 2 min")]
    public void About_PromisesNoMoreThanItKnows(string culture, double seconds, string expected) =>
        Said(culture, expected, () => Numbers.About(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("en-GB", 2.34, "+2.3")]
    [InlineData("de-DE", -2.34, "−2,3")]
    [InlineData("en-GB", 0.04, "0")]
    public void Signed_ShowsTheDirection(string culture, double difference, string expected) =>
        Said(culture, expected, () => Numbers.Signed(difference));

    private static void Said(string culture, string expected, Func<string> say)
    {
        using var _ = new InCulture(culture);
        Assert.Equal(expected, say());
    }
}
