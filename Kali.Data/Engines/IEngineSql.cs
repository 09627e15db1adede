using System.Collections.Immutable;
using Kali.Data.Engines.Probes;

namespace Kali.Data.Engines;

/// <summary>How an engine writes Kali's statements, whether or not it is the one in force. Nothing is sent.</summary>
public interface IEngineSql
{
    /// <summary>As settings and the command line call it: <c>embedded</c>, <c>databricks</c>.</summary>
    string Engine { get; }

    EngineStatement Query(Sql sql);

    /// <summary>What makes a change of a table, in order.</summary>
    /// <param name="commit">The change.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="before">The table's columns before it; null where it makes the table.</param>
    /// <param name="after">The table's columns since.</param>
    ImmutableArray<EngineStatement> Change(TableCommit commit, Actor actor, TableSchema? before, TableSchema after);

    /// <summary>What carries out a step of a probe, in order; none where the engine does it without a statement.</summary>
    /// <param name="table">The probe's table.</param>
    /// <param name="step">The step.</param>
    /// <param name="before">The table's columns before it; null where there is none.</param>
    /// <param name="after">The table's columns since.</param>
    ImmutableArray<EngineStatement> Step(TableName table, ProbeStep step, TableSchema? before, TableSchema? after);

    /// <summary>Where the engine finds rows of text that a change brings, as a Parquet file; null where they do not take that way.</summary>
    string? PlaceOf(TableCommit commit);

    /// <summary>A query over the rows of a file, which <paramref name="select"/> is given as a relation.</summary>
    Sql TextRows(string file, Func<SqlName, Sql> select);

    /// <summary>The task of the engine's job that carries out what a step reads and writes; null where the engine has no jobs.</summary>
    string? TaskOf(RunStepName step);

    /// <summary>The job that carries out what runs write, as JSON, in the words of the service that keeps it; null where the engine has no jobs.</summary>
    string? Job { get; }
}

/// <summary>A statement as an engine gets it, with the values of its marks.</summary>
public sealed record EngineStatement(string Text, ImmutableArray<EngineParameter> Parameters);

/// <summary>A value for a mark.</summary>
/// <param name="Name">The mark without its sign.</param>
/// <param name="Value">The value as text; null for NULL.</param>
/// <param name="Type">The engine's name of its type.</param>
public sealed record EngineParameter(string Name, string? Value, string Type);
