using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality;

/// <summary>How texts are built, said in words instead of signs.</summary>
public sealed class TextFormTests
{
    [Theory]
    [InlineData("AA", "two capital letters", "zwei Großbuchstaben")]
    [InlineData("A-99999", "one capital letter, “-”, five digits", "ein Großbuchstabe, „-“, fünf Ziffern")]
    [InlineData("Aaaa 9", "one capital letter, three small letters, a space, one digit", "ein Großbuchstabe, drei Kleinbuchstaben, ein Leerzeichen, eine Ziffer")]
    [InlineData("9999999999999", "13 digits", "13 Ziffern")]
    [InlineData("+99 (9", "“+”, two digits, “ (”, one digit", "„+“, zwei Ziffern, „ (“, eine Ziffer")]
    [InlineData("AA99 9999 9999 9999", "“AA99 9999 9999 9999” (A: one capital letter, 9: one digit)", "„AA99 9999 9999 9999“ (A: ein Großbuchstabe, 9: eine Ziffer)")]
    public void Say_OfAFormByCharacters_CountsThem(string form, string english, string german) =>
        Assert.Equal((english, german), (TextForm.English.Say(form), TextForm.German.Say(form)));

    [Theory]
    [InlineData("A.A9@A.A-A.A", "“A….A…9…@A….A…-A….A…” (A…: letters, 9…: digits)")]
    public void Say_OfALongFormByRuns_TellsItsSigns(string runs, string english) => Assert.Equal(english, TextForm.English.Say(TextForm.OfRuns(runs)));

    [Fact]
    public void Say_OfAFormByRuns_LeavesTheirLengthOpen() =>
        Assert.Equal(("letters, “-”, digits", "Buchstaben, „-“, Ziffern"), (TextForm.English.Say(TextForm.OfRuns("A-9")), TextForm.German.Say(TextForm.OfRuns("A-9"))));
}
