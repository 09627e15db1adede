using Kali.Data.Ingest;
using Kali.Web.Tests.Engines;
using Xunit;

namespace Kali.Web.Tests.Ingest;

public sealed class TextTuplesTests
{
    [Fact]
    public async Task Read_CountsEveryRowOnce_HoweverManyPiecesItTakes()
    {
        IEnumerable<string?[]> Rows()
        {
            for (var row = 0; row < 10_000; row++)
                yield return [$"{row % 3_000}", row % 2 == 0 ? "a:1" : null, "x"];
        }

        var pieces = new List<IReadOnlyList<TextTuple>>();
        using var rows = new TestRows(["a", "b", "c"], Rows());
        var all = await TextTuples.ReadAsync(rows, [1, 0], most: 2_500, texts =>
        {
            pieces.Add(texts);
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);

        Assert.Equal((10_000L, 10_000L), (all, pieces.Sum(piece => piece.Sum(text => text.Rows))));
        Assert.True(pieces.Count > 1);
        Assert.Equal(5_000, pieces.Sum(piece => piece.Where(text => text.Cells[0] is null).Sum(text => text.Rows)));
        Assert.Equal(3_000, pieces.SelectMany(piece => piece).Select(text => (text.Cells[0], text.Cells[1])).Distinct().Count());
    }
}
