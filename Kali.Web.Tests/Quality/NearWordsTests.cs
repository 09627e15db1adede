using System.Collections.Immutable;
using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality;

public sealed class NearWordsTests
{
    [Theory]
    [InlineData("card", "card", 0)]
    [InlineData("cardd", "card", 1)]
    [InlineData("crad", "card", 1)]
    [InlineData("noth", "north", 1)]
    [InlineData("paod", "paid", 1)]
    [InlineData("", "ab", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcdef", "uvwxyz", 3)]
    public void Slips_AreLettersMoreLessOtherAndExchanged_UpToTheMost(string a, string b, int slips)
    {
        Assert.Equal(slips, Slips.Between(a, b, 2));
        Assert.Equal(slips, Slips.Between(b, a, 2));
    }

    [Theory]
    [InlineData("Cardd", "Card")]
    [InlineData("Crad", "Card")]
    [InlineData("Csh", "Cash")]
    public void AShortWord_ThatIsASlipFromOneOfFew_IsFound(string rare, string usual) =>
        Assert.Equal([(rare, usual)], Found(400, ("Card", 250), ("Cash", 100), ("Voucher", 50), (rare, 1)));

    [Fact]
    public void ASlip_FromOneOfFewEstablishedWords_IsSure_AndInAListThatGoesOnIsNot()
    {
        Assert.True(Assert.Single(NearWords.Of([new("Voucher", 300), new("Invoice", 95), new("Vuocher", 1)], present: 396)).IsSure);
        Assert.False(Assert.Single(NearWords.Of([new("Voucher", 300), new("Invoice", 60), new("Vuocher", 1), .. Enumerable.Range(0, 40).Select(i => new ValueCount($"Kind {(char)('A' + i % 26)}{new string('o', i)}", 1))], present: 401)).IsSure);
    }

    [Theory]
    [InlineData("GA", "CA")]
    [InlineData("AUS", "AUT")]
    [InlineData("USS", "USD")]
    public void AnotherCode_IsAnotherCode(string rare, string usual) => Assert.Empty(Found(1000, (usual, 600), ("NYC"[..usual.Length], 300), (rare, 2)));

    [Fact]
    public void RareWords_OfWhichHardlyOneIsNear_AreWords() =>
        Assert.Empty(Found(1000, [("Anna", 500), ("Otto", 400), ("Anja", 1), .. ((string[])["Bert", "Carl", "Dora", "Emil", "Fred", "Gabi", "Hugo"]).Select(name => (name, 1L))]));

    [Fact]
    public void FrequentWords_ThatAreNearEachOther_SayThatRareOnesMayBe() => Assert.Empty(Found(1000, ("June", 400), ("Jane", 300), ("Jana", 200), ("Jans", 1)));

    [Theory]
    [InlineData("Station B")]
    [InlineData("Station As")]
    public void ALetterThatCounts_IsNoSlip(string rare) => Assert.Empty(Found(1000, ("Station A", 600), ("Archive", 399), (rare, 1)));

    [Theory]
    [InlineData("Part III", "Part II")]
    [InlineData("Kunden", "Kunde")]
    public void NumbersAndEndings_AreNoSlips(string rare, string usual) => Assert.Empty(Found(1000, (usual, 600), ("Lieferant", 399), (rare, 1)));

    [Fact]
    public void ALongWord_IsFoundAmongManyRareOnes() => Assert.Equal(
        [("Hambrug-Altona", "Hamburg-Altona")],
        Found(1000, [("Hamburg-Altona", 300), ("Bremen", 300), ("Hambrug-Altona", 1), .. Enumerable.Range(0, 40).Select(i => ($"Ort {(char)('A' + i % 26)}{new string('o', i)}", 1L))]));

    [Fact]
    public void AnotherKnownName_BesideTheSameOne_IsNoSlip() => Assert.Equal(
        [("Mülelr, Anna", "Müller, Anna")],
        Found(2000, ("Müller, Anna", 400), ("Keller, Ben", 900), ("Weber, Anna", 600), ("Keller, Anna", 9), ("Mülelr, Anna", 2)));

    [Fact]
    public void Codes_OfAPublishedList_AreNotWrongForBeingRare()
    {
        ImmutableArray<ValueCount> values = [new("DE", 500), new("IT", 200), new("ES", 100), new("NL", 90), new("AT", 60), new("CH", 40), new("PT", 1), new("QQ", 1)];
        var codes = KnownCodes.Of(values, present: 992)!;
        Assert.Equal(["QQ"], values.Select(value => value.Value).Where(codes.Lacks));
        Assert.True(codes.Has("PT"));
        Assert.Equal("QQ", codes.Unlisted());
        Assert.Null(KnownCodes.Of([new("AB", 500), new("XY", 492)], present: 992));
    }

    private static IEnumerable<(string, string)> Found(long present, params IEnumerable<(string Value, long Count)> values) =>
        NearWords.Of(values.Select(value => new ValueCount(value.Value, value.Count)), present).Select(near => (near.Value, near.Usual));
}
