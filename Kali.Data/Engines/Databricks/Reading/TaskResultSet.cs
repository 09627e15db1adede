using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Jobs.Pipelines;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>Rows that a task has told whole.</summary>
internal sealed class TaskResultSet(ImmutableArray<ResultColumn> columns, string?[][] rows) : ResultSet
{
    public override ImmutableArray<ResultColumn> Columns => columns;

    public static TaskResultSet Of(TaskOutcome outcome) => new(
        [.. (outcome.Columns ?? []).Zip(outcome.Types ?? [], (name, type) => new ResultColumn(name, DatabricksTypes.Parse(type) ?? DataType.String))],
        outcome.Rows ?? []);

    public override async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var readers = columns.Select(column => CellReading.Of(column.Type)).ToArray();
        foreach (var cells in rows)
        {
            ct.ThrowIfCancellationRequested();
            yield return CellReading.Row(cells, readers);
        }
        await Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
