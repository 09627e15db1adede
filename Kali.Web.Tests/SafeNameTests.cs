using Kali.Data;
using Xunit;

namespace Kali.Web.Tests;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("Order ID", "order_id")]
    [InlineData("Betrag (€)", "betrag")]
    [InlineData("  Größe / Gewicht  ", "größe_gewicht")]
    [InlineData("__row", "row")]
    [InlineData("注文番号", "注文番号")]
    [InlineData("a\u0308b", "äb")]
    public void From_KeepsLettersAndDigitsOfAnyScript(string written, string safe) => Assert.Equal(safe, SafeName.From(written, "x"));

    [Fact]
    public void ForColumns_NamesEmptyAndRepeatedHeadersApart() =>
        Assert.Equal(["city", "col_2", "city_2", "city_2_2"], SafeName.ForColumns(["City", "", "city", "City_2"]));
}
