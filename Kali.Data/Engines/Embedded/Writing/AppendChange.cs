using Kali.Data.Engines.Embedded.DeltaLog.Writing;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>Rows are added; other writers never stand in the way.</summary>
internal static class AppendChange
{
    public static PreparedChange Prepare(ChangeScope scope, Sql rows)
    {
        var fit = scope.Fit(rows);
        SchemaChange.Demand(scope, fit);
        var added = scope.Files.Write(ChangeScope.Projected(fit, rows), fit.Schema, scope.FixedValues);
        return new PreparedChange
        {
            Operation = "WRITE",
            Reads = ReadScope.Nothing,
            Actions = newest => [.. SchemaChange.Actions(scope, fit, newest), .. added],
            Added = [.. added],
            Parameters = SchemaChange.Parameters(("mode", "Append"), ("partitionBy", SchemaChange.Shown(fit.Schema.PartitionedBy))),
        };
    }
}
