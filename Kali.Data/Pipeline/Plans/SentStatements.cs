using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Pipeline;

/// <summary>
/// What the steps of runs have sent, kept in order and without an engine's words, so that it can be told in those of another one.
/// A step asks as its data answer: which statements a file leads to is known once a run has gone through it.
/// </summary>
public sealed class SentStatements
{
    private readonly AsyncLocal<RunStepName?> _step = new();
    private readonly List<SentStatement> _sent = [];
    private readonly Dictionary<TableName, TableSchema> _tables = [];

    /// <summary>The step that this flow of control carries out; what is sent outside of steps is not kept.</summary>
    internal RunStepName? Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }

    /// <summary>In the order in which they were answered.</summary>
    public ImmutableArray<SentStatement> All
    {
        get
        {
            lock (_sent)
                return [.. _sent];
        }
    }

    internal void Add(Sql query)
    {
        if (Step is not { } step)
            return;
        lock (_sent)
            _sent.Add(new SentStatement.Query(step, query));
    }

    /// <param name="commit">What was committed.</param>
    /// <param name="actor">Who did.</param>
    /// <param name="after">The table's columns since.</param>
    internal void Add(TableCommit commit, Actor actor, TableSchema after)
    {
        if (Step is not { } step)
            return;
        lock (_sent)
        {
            _sent.Add(new SentStatement.Change(step, commit, actor, _tables.GetValueOrDefault(commit.Table), after));
            _tables[commit.Table] = after;
        }
    }
}

/// <summary>A statement of a step.</summary>
public abstract record SentStatement(RunStepName Step)
{
    /// <param name="Step">The step.</param>
    /// <param name="Sql">What it asked.</param>
    public sealed record Query(RunStepName Step, Sql Sql) : SentStatement(Step);

    /// <param name="Step">The step.</param>
    /// <param name="Commit">What it committed.</param>
    /// <param name="Actor">Who did.</param>
    /// <param name="Before">The table's columns before; null where it made the table.</param>
    /// <param name="After">The table's columns since.</param>
    public sealed record Change(RunStepName Step, TableCommit Commit, Actor Actor, TableSchema? Before, TableSchema After) : SentStatement(Step);
}
