using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality;

public sealed class RepairSuggestionTests
{
    private static readonly OneOf Countries = new("country", ["DE", "AT", "CH", "FR", "IT"]);

    [Theory]
    [InlineData("Deutschland", "DE", RepairSureness.Sure)]
    [InlineData("Österreich", "AT", RepairSureness.Sure)]
    [InlineData("de ", "DE", RepairSureness.Sure)]
    [InlineData("DEU", "DE", RepairSureness.Sure)]
    [InlineData("Ger", "DE", RepairSureness.Likely)]
    [InlineData("Atlantis", null, RepairSureness.Ask)]
    public void Country_BecomesTheCodeItsListHas(string text, string? expected, RepairSureness sureness) =>
        Is(expected, sureness, RepairSuggestions.For(text, Countries, Text("country")));

    [Theory]
    [InlineData("shiped", "shipped", RepairSureness.Likely)]
    [InlineData("SHIPPED", "shipped", RepairSureness.Sure)]
    [InlineData("lost", null, RepairSureness.Ask)]
    public void Word_BecomesTheOneItWasMeantToBe(string text, string? expected, RepairSureness sureness) =>
        Is(expected, sureness, RepairSuggestions.For(text, new OneOf("state", ["shipped", "cancelled", "open"]), Text("state")));

    [Theory]
    [InlineData("2026-09-03", "03.09.2026", RepairSureness.Sure)]
    [InlineData("25/12/2026", "25.12.2026", RepairSureness.Sure)]
    [InlineData("03/04/2026", "03.04.2026", RepairSureness.Likely)]
    [InlineData("31.02.2026", null, RepairSureness.Ask)]
    [InlineData("soon", null, RepairSureness.Ask)]
    public void Date_IsWrittenAsItsColumnWritesDates(string text, string? expected, RepairSureness sureness) =>
        Is(expected, sureness, RepairSuggestions.For(text, new FitsType("day"), new ColumnReading("day", "Day", DataType.Date, new ValueFormat.Date("dd.MM.yyyy"))));

    [Theory]
    [InlineData("1.129,50 €", "1129,5", RepairSureness.Sure)]
    [InlineData("EUR 12", "12", RepairSureness.Sure)]
    [InlineData("3 kg", "3", RepairSureness.Likely)]
    [InlineData("1.234", "1234", RepairSureness.Likely)]
    [InlineData("viel", null, RepairSureness.Ask)]
    public void Number_IsWrittenAsItsColumnWritesNumbers(string text, string? expected, RepairSureness sureness) =>
        Is(expected, sureness, RepairSuggestions.For(text, new FitsType("amount"), new ColumnReading("amount", "Amount", DataType.DecimalOf(18, 2), new ValueFormat.Number(','))));

    [Fact]
    public void Range_ProposesAnotherUnit_AndSaysThatAPersonHasToSayIt() =>
        Is("1.25", RepairSureness.Ask, RepairSuggestions.For("1250", new InRange("weight", "0", "50"), new ColumnReading("weight", "Weight", DataType.DecimalOf(18, 3), new ValueFormat.Number())));

    [Fact]
    public void Pattern_IsMetByTheTextWithoutItsBlanks() =>
        Is("max@example.org", RepairSureness.Likely, RepairSuggestions.For("max (at) example.org", new MatchesPattern("mail", "[a-z]+@[a-z]+\\.[a-z]+"), Text("mail")) ?? RepairSuggestions.For("max @example.org", new MatchesPattern("mail", "[a-z]+@[a-z]+\\.[a-z]+"), Text("mail")));

    private static ColumnReading Text(string name) => new(name, name, DataType.String, new ValueFormat.AsText());

    private static void Is(string? expected, RepairSureness sureness, RepairSuggestion? found)
    {
        Assert.Equal(expected, found?.To);
        if (expected is not null)
            Assert.Equal(sureness, found!.Sureness);
    }
}
