using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Xunit;

namespace Kali.Web.Tests.Uploads;

public sealed class SchemaRenameTests
{
    private static readonly ColumnReading Code = new("postleitzahl", "Postleitzahl", DataType.String, new ValueFormat.AsText());

    private static readonly SchemaDiff Proposed = new([new ColumnChange.Same("id", "Id", false), new ColumnChange.Renamed("plz", "PLZ", "postleitzahl", "Postleitzahl", 0.8)]);

    [Fact]
    public void Apply_WhenAProposalIsTakenBack_MakesItNewAndMissing()
    {
        var diff = KnownRenames.Apply(Proposed, [Code], Said(("postleitzahl", "")));
        Assert.Equal(
            [new ColumnChange.Same("id", "Id", false), new ColumnChange.New("postleitzahl", "Postleitzahl", DataType.String), new ColumnChange.Missing("plz", "PLZ")],
            diff.Columns);
    }

    [Fact]
    public void Apply_WhenAPersonPairsTwo_MakesThemARename()
    {
        var diff = KnownRenames.Apply(new SchemaDiff([new ColumnChange.New("zip", "Zip", DataType.String), new ColumnChange.Missing("plz", "PLZ")]), [], Said(("zip", "plz")));
        Assert.Equal([new ColumnChange.Renamed("plz", "PLZ", "zip", "Zip", 1)], diff.Columns);
    }

    [Fact]
    public void IsSettled_OnlyWhenTheRenameWasConfirmed()
    {
        Assert.False(KnownRenames.IsSettled(Proposed, Said()));
        Assert.True(KnownRenames.IsSettled(Proposed, Said(("postleitzahl", "plz"))));
    }

    private static ImmutableSortedDictionary<string, string> Said(params (string To, string From)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.To, pair => pair.From);
}
