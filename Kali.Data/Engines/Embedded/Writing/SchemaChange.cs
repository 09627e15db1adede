using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>What rows mean for the schema of their table.</summary>
internal static class SchemaChange
{
    /// <summary>The actions that make the table one in which the rows fit: it is begun, it gains columns, or it is as it should be.</summary>
    public static IEnumerable<DeltaAction> Actions(ChangeScope scope, RowFit fit, Snapshot? newest)
    {
        if (newest is null)
            return TableMetadata.Create(fit.Schema, scope.Time.GetUtcNow());
        return TableMetadata.Evolve(newest, fit.Schema, scope.Commit.MayAddColumns) is { } metadata ? [metadata] : [];
    }

    /// <summary>Refuses rows that do not fit before the first of them is computed.</summary>
    public static void Demand(ChangeScope scope, RowFit fit) => _ = Actions(scope, fit, scope.Basis);

    public static ImmutableSortedDictionary<string, string> Parameters(params (string Name, string Value)[] parameters) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));

    /// <summary>A list as Delta writes it in a commit's parameters.</summary>
    public static string Shown(IEnumerable<string> names) => JsonSerializer.Serialize(names);
}
