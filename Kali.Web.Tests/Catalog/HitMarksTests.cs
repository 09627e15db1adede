using CsCheck;
using Kali.Web.Catalog;
using Xunit;

namespace Kali.Web.Tests.Catalog;

public sealed class HitMarksTests
{
    [Fact]
    public void Of_AnyTextAndQuery_GivesTheWholeTextBack() => Gen.Select(Gen.String[0, 30], Gen.String[Gen.Char['a', 'd'], 0, 6]).Sample((text, query) =>
        string.Concat(HitMarks.Of(text, query).Select(piece => piece.Text)) == text);

    [Fact]
    public void Of_WordsInAnyCase_MarksEachOfThem() => Assert.Equal(
        [("Liefer", true), ("termin der ", false), ("Bestell", true), ("ung", false)],
        HitMarks.Of("Liefertermin der Bestellung", "bestell LIEFER").AsEnumerable());

    [Fact]
    public void Of_OverlappingHits_MarksThemAsOne() => Assert.Equal([("aaa", true), ("b", false)], HitMarks.Of("aaab", "aa").AsEnumerable());
}
