using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Engines;

/// <summary>
/// Where SQL that a person or the assistant wrote is run: apart from everything else, over the named tables only,
/// without a file, a network or a setting within reach. What may run is decided before, by the guard of Explore, on the parsed tree.
/// </summary>
public interface ISandbox
{
    /// <summary>
    /// Runs a tree that the guard has allowed, written anew from the tree and never from the person's text.
    /// Ends with a <see cref="RefusedException"/> when a limit other than the row limit is reached.
    /// </summary>
    Task<ResultSet> RunAsync(SandboxedSelect select, Actor actor, CancellationToken ct);
}

/// <summary>A statement the guard has allowed.</summary>
/// <param name="Document">The tree, its table names made whole (catalog, schema, name).</param>
/// <param name="Tables">Every table the tree names: the three parts it is called by there, and the table and version to put behind them.</param>
/// <param name="Limits">When to end it.</param>
public sealed record SandboxedSelect(JsonObject Document, ImmutableArray<SandboxedTable> Tables, SandboxLimits Limits);

/// <summary>A table as the sandbox shows it.</summary>
public sealed record SandboxedTable(TableName CalledBy, TableRef Table);

/// <summary>When a sandboxed statement ends: rows are cut (the caller asks for one more than it shows), time and memory refuse.</summary>
public sealed record SandboxLimits(long MaxRows, TimeSpan MaxTime, long MaxMemoryBytes);
