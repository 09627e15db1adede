using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data.Engines.Databricks.Statements;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>Rows of a finished statement on their way to a reader, part by part.</summary>
internal sealed class WarehouseResultSet(WarehouseSql warehouse, StatementAnswer answer, ImmutableArray<ResultColumn> columns, Actor actor) : ResultSet
{
    public override ImmutableArray<ResultColumn> Columns => columns;

    public override async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var readers = columns.Select(column => CellReading.Of(column.Type)).ToArray();
        await foreach (var part in warehouse.PartsAsync(answer, actor, ct))
        {
            foreach (var cells in part)
                yield return CellReading.Row(cells, readers);
        }
    }

    /// <summary>The statement has ended before its rows are read; there is nothing to give back.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
