using Kali.Data.Engines.Caching;

namespace Kali.Data.Engines.Embedded.Tables;

/// <summary>The newest version from the table's log, which is looked at each time: that costs less than a thousandth of a second.</summary>
internal sealed class SnapshotMarks(TableReads reads) : ITableMarks
{
    public bool MayKeepFor(Actor actor) => !actor.IsPipeline;

    public async Task<TableMark?> OfAsync(TableName table, Actor actor, CancellationToken ct) =>
        await reads.FindAsync(table, actor, ct) is { } snapshot ? new TableMark(snapshot.Metadata.Id, snapshot.Version) : null;

    public void Changed(TableName table)
    {
        // The log tells.
    }
}
