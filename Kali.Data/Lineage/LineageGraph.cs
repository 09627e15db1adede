using System.Collections.Immutable;

namespace Kali.Data.Lineage;

/// <summary>Which way to look from a table.</summary>
public enum LineageDirection
{
    ComesFrom,
    Both,
    GoesTo,
}

/// <summary>What is around a table, as recorded by runs, never guessed.</summary>
/// <param name="Root">The node it was asked for.</param>
/// <param name="Nodes">Files and tables.</param>
/// <param name="Edges">From source to target.</param>
public sealed record LineageGraph(string Root, ImmutableArray<LineageNode> Nodes, ImmutableArray<LineageEdge> Edges);

/// <summary>A file or a table.</summary>
/// <param name="Id">The table's full name, or <c>upload/</c> and the upload's id.</param>
/// <param name="Label">What people read.</param>
/// <param name="Table">The table; null for a file.</param>
/// <param name="UploadId">The upload; null for a table.</param>
/// <param name="Columns">Its columns as far as edges know them, in order.</param>
/// <param name="MayRead">Whether the actor may look into it.</param>
public sealed record LineageNode(string Id, string Label, TableName? Table, string? UploadId, ImmutableArray<string> Columns, bool MayRead);

/// <summary>Rows went from one to the other.</summary>
/// <param name="From">A node.</param>
/// <param name="To">A node.</param>
/// <param name="Rows">Rows of the newest run.</param>
/// <param name="Run">The newest run that did it.</param>
/// <param name="Step">Its step.</param>
/// <param name="FromVersion">The version it read.</param>
/// <param name="ToVersion">The version it made.</param>
/// <param name="Statement">What it ran.</param>
/// <param name="UserName">For whom.</param>
/// <param name="At">When.</param>
/// <param name="KaliVersion">By which Kali.</param>
/// <param name="Columns">Which column came from which.</param>
public sealed record LineageEdge(
    string From, string To, long? Rows, RunId Run, RunStepName Step, long? FromVersion, long? ToVersion, string Statement, string UserName, DateTimeOffset At,
    string KaliVersion, ImmutableArray<LineageColumn> Columns);

/// <summary>A column's way along an edge.</summary>
/// <param name="From">The source's column.</param>
/// <param name="To">The target's column.</param>
/// <param name="What">What was done: <c>as-is</c>, <c>trim</c>, <c>type</c>…</param>
public sealed record LineageColumn(string From, string To, ImmutableArray<string> What);
