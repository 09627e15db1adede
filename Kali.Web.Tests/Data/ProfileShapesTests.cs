using System.Collections.Immutable;
using Kali.Data.Quality;
using Kali.Web.Data;
using Xunit;

namespace Kali.Web.Tests.Data;

public sealed class ProfileShapesTests
{
    [Fact]
    public void Bars_OfAHistogram_StandWithinTheDrawing_AndTheTallestFillsIt()
    {
        var column = Column("double") with { Histogram = new Histogram(1, [new(0, 10), new(1, 40), new(9, 1)]), Distinct = 5000 };
        var bars = ProfileShapes.Bars(column, 150, 28);

        Assert.Equal(ProfileShape.Histogram, ProfileShapes.Of(column));
        Assert.Equal(3, bars.Length);
        Assert.All(bars, bar => Assert.True(bar.X >= 0 && bar.X + bar.Width <= 150 && bar.Y >= 0 && Math.Abs(bar.Y + bar.Height - 28) < 1e-9));
        Assert.Equal(28, bars.Max(bar => bar.Height));
        Assert.Equal(10, ProfileShapes.Bins(column).Length);
        Assert.Equal((18, 20), (ProfileShapes.Bins(column)[^1].From, ProfileShapes.Bins(column)[^1].Below));
    }

    [Fact]
    public void Bins_OfDaysFinerThanADay_AreTheDays()
    {
        var column = Column("date") with
        {
            Distinct = 3,
            Histogram = new Histogram(-2, [new(0, 1)]),
            TopValues = [new("2026-09-03", 5), new("2026-09-01", 2), new("2026-09-02", 1)],
        };
        var bins = ProfileShapes.Bins(column);

        Assert.Equal([2L, 1, 5], bins.Select(bin => bin.Count));
        Assert.All(bins, bin => Assert.Equal(1, bin.Below - bin.From));
        Assert.Equal(ProfileFilters.Value("amount", 1), bins[0].Filter);
    }

    [Fact]
    public void Shape_OfText_IsItsValuesWhereThereAreFew_ElseHowItIsBuilt()
    {
        var few = Column("string") with { Distinct = 2, TopValues = [new("DE", 90), new("AT", 10)], Patterns = [new("A", 100)], PatternsOf = 100 };
        var many = few with { Distinct = 8120, TopValues = [], Patterns = [new("A@A.A", 99), new("A", 1)] };

        Assert.Equal(ProfileShape.Values, ProfileShapes.Of(few));
        Assert.Equal(150, ProfileShapes.Bars(few, 150, 28)[0].Width);
        Assert.Equal(ProfileShape.Patterns, ProfileShapes.Of(many));
        var bars = ProfileShapes.Bars(many, 150, 28);
        Assert.Equal((false, true), (bars[0].IsRest, bars[1].IsRest));
        Assert.Equal(150, bars[1].X + bars[1].Width, 6);
        Assert.Equal(ProfileShape.None, ProfileShapes.Of(Column("string") with { Present = 0 }));
    }

    [Theory]
    [InlineData("amount.missing.0")]
    [InlineData("amount.value.1")]
    [InlineData("amount.pattern.0")]
    [InlineData("amount.bin.-3")]
    public void Filter_OfAnAddress_MeansWhatTheProfileHasThere(string only)
    {
        var column = Column("double") with { TopValues = [new("1", 2), new("2", 1)], Patterns = [new("9", 3)], Histogram = new Histogram(1, [new(-3, 1)]) };
        var filter = ProfileFilters.Read(only, new Profile(3, null, [column]));

        Assert.Equal(only switch
        {
            "amount.missing.0" => new ValueFilter.Missing("amount"),
            "amount.value.1" => new ValueFilter.Value("amount", "2"),
            "amount.pattern.0" => new ValueFilter.Pattern("amount", "9"),
            _ => new ValueFilter.Span("amount", -6, -4),
        }, filter);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("amount")]
    [InlineData("amount.value.7")]
    [InlineData("amount.value.x")]
    [InlineData("other.missing.0")]
    public void Filter_OfAnAddressThatMeansNothing_IsNone(string? only) =>
        Assert.Null(ProfileFilters.Read(only, new Profile(3, null, [Column("double")])));

    private static ColumnProfile Column(string type) => new() { Name = "amount", Label = "Amount", Type = type, Present = 100, Missing = 0, TopValues = ImmutableArray<ValueCount>.Empty };
}
