using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Schema;

namespace Kali.Data.Engines.Embedded.DeltaLog.Writing;

/// <summary>What every version has to keep to, whoever computed it: the last look before it becomes visible.</summary>
internal static class CommitRules
{
    /// <exception cref="RefusedException">The rows break a rule of the table.</exception>
    /// <exception cref="InvalidOperationException">The actions are put together wrongly, which is a defect.</exception>
    public static void Demand(DeltaTable table, Snapshot? newest, IReadOnlyList<DeltaAction> actions)
    {
        var metadata = actions.OfType<MetadataAction>().SingleOrDefault() ?? newest?.Metadata
            ?? throw new InvalidOperationException("The first version of a table needs metadata.");
        if (newest is null && !actions.OfType<ProtocolAction>().Any())
            throw new InvalidOperationException("The first version of a table needs a protocol.");
        if (newest is { IsAppendOnly: true } && actions.OfType<RemoveAction>().Any(removed => removed.DataChange))
            throw new RefusedException($"Rows may only be added to the table in “{table.Folder}” (delta.appendOnly). Nothing was changed.");

        var fields = SchemaString.Read(metadata.SchemaString!);
        var required = fields.Where(field => !field.IsNullable).Select(field => field.Name).ToList();
        var partitions = metadata.PartitionColumns.ToHashSet(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var add in actions.OfType<AddAction>())
        {
            if (!paths.Add(DeltaPath.Key(table.Folder, add.Path)))
                throw new InvalidOperationException($"“{add.Path}” is added twice in one version.");
            if (!partitions.SetEquals(add.PartitionValues.Keys))
                throw new InvalidOperationException($"“{add.Path}” has values for the partitions ({string.Join(", ", add.PartitionValues.Keys)}), the table for ({string.Join(", ", partitions)}).");
            if (required.FirstOrDefault(column => Nulls(add, column) > 0) is { } column)
                throw new RefusedException(string.Create(CultureInfo.InvariantCulture,
                    $"Column “{column}” of the table in “{table.Folder}” must have a value in every row, and {Nulls(add, column):N0} of the rows to be written have none. Nothing was written."));
        }
    }

    private static long Nulls(AddAction add, string column) =>
        add.PartitionValues.TryGetValue(column, out var value)
            ? string.IsNullOrEmpty(value) ? Math.Max(1, FileStatistics.NumRecords(add.Stats) ?? 1) : 0
            : FileStatistics.NullCount(add.Stats, column) ?? 0;
}
