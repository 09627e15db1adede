using System.Collections.Immutable;

namespace Kali.Data.Engines;

/// <summary>How an engine writes Kali's statements, whether or not it is the one in force. Nothing is sent.</summary>
public interface IEngineSql
{
    /// <summary>As settings and the command line call it: <c>embedded</c>, <c>databricks</c>.</summary>
    string Engine { get; }

    EngineStatement Query(Sql sql);

    /// <summary>What brings the rows of a query into a table that is not there yet.</summary>
    ImmutableArray<EngineStatement> Load(TableName table, TableSchema schema, Sql rows);

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
