using System.Globalization;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

public sealed class ProfileRelationTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Profile_WhenColumnsGoTogether_TellsKeysDependenciesCorrelationsAndMeanings()
    {
        string?[] Row(int n)
        {
            var (shelf, place) = (n / 50, n % 50);
            return
            [
                Number(shelf), Number(place), Number(10_115 + shelf % 40), $"Town {shelf % 40 % 12}", Number(3 * shelf + place % 2),
                $"person{n % 700}@example.org", n == 7 ? "   " : "DE89 3704 0044 0532 0130 00",
            ];
        }

        var load = await _lake.LoadAsync(1, [Whole("shelf"), Whole("place"), Text("zip"), Text("town"), Whole("weight"), Text("contact"), Text("iban")], [.. Enumerable.Range(0, 3000).Select(Row)]);
        var profile = await _lake.ProfileAsync(load);

        Assert.Contains(profile.Keys, key => key is ["contact", "shelf"]);
        Assert.DoesNotContain(profile.Columns, column => column.MayBeKey);
        var relations = profile.Relations!;
        Assert.Equal((3000L, false), (relations.Rows, relations.IsSample));
        Assert.Contains(relations.Dependencies, found => (found.From, found.To, found.Share) == ("zip", "town", 1.0));
        Assert.DoesNotContain(relations.Dependencies, found => (found.From, found.To) == ("town", "zip"));
        Assert.Contains(relations.Correlations, found => (found.One, found.Other) == ("shelf", "weight") && found.Coefficient > 0.99);
        Assert.DoesNotContain(relations.Correlations, found => (found.One, found.Other) == ("shelf", "place"));
        Assert.Equal(
            [null, null, MeaningKind.PostCode, null, null, MeaningKind.Email, MeaningKind.Iban],
            profile.Columns.Select(column => column.Meaning?.Kind));
        Assert.Equal([true, true, true, true, true, true, false], profile.Columns.Select(column => column.IsAsWritten));
        Assert.Equal(profile.ToJson(), Profile.FromJson(profile.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("4111 1111 1111 1111", true)]
    [InlineData("4111 1111 1111 1112", false)]
    [InlineData("0000000000000000", false)]
    public void IsCardNumber_OnlyWhenItsCheckDigitIsRight(string text, bool isCard) => Assert.Equal(isCard, CheckDigits.IsCardNumber(text));

    [Theory]
    [InlineData("DE89370400440532013000", true)]
    [InlineData("GB82 WEST 1234 5698 7654 32", true)]
    [InlineData("DE89370400440532013001", false)]
    public void IsIban_OnlyWhenItsCheckDigitsAreRight(string text, bool isIban) => Assert.Equal(isIban, CheckDigits.IsIban(text));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
