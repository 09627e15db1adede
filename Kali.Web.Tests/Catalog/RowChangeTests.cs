using System.Collections.Immutable;
using Kali.Data.Catalog;
using Xunit;

namespace Kali.Web.Tests.Catalog;

public sealed class RowChangeTests
{
    [Fact]
    public void Of_AnAppend_RemovesNothing() => Assert.Equal(new RowChange(10, 0), RowChange.Of("WRITE", Metrics(("numOutputRows", "10")), before: 5, after: 15));

    [Fact]
    public void Of_AnOverwrite_RemovesWhatWasThere() => Assert.Equal(new RowChange(10, 5), RowChange.Of("WRITE", Metrics(("numOutputRows", "10")), before: 5, after: 10));

    [Fact]
    public void Of_AMerge_TellsUpdatesApart() => Assert.Equal(
        new RowChange(2, 0, 3), RowChange.Of("MERGE", Metrics(("numTargetRowsInserted", "2"), ("numTargetRowsUpdated", "3"), ("numTargetRowsDeleted", "0")), before: 5, after: 7));

    [Fact]
    public void Of_ARestore_KnowsTheDifferenceOnly() => Assert.Equal(new RowChange(0, 4, IsNet: true), RowChange.Of("RESTORE", Metrics(), before: 9, after: 5));

    [Fact]
    public void Of_UncountedRows_IsUnknown() => Assert.Equal(RowChange.Unknown, RowChange.Of("WRITE", Metrics(), before: null, after: 5));

    private static ImmutableSortedDictionary<string, string> Metrics(params (string Name, string Value)[] metrics) =>
        metrics.ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Value);
}
