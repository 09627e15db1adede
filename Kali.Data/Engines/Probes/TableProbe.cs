using System.Collections.Immutable;

namespace Kali.Data.Engines.Probes;

/// <summary>What is done with a small table of its own, and what is asked afterwards: the answer is the same on every engine.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Table">The table; there is none of that name before.</param>
/// <param name="Steps">In order.</param>
/// <param name="Ask">The question.</param>
public sealed record TableProbe(string Name, TableName Table, ImmutableArray<ProbeStep> Steps, Sql Ask)
{
    /// <summary>What is left of it, and goes when the answer is there.</summary>
    public TableName? Left => Steps.OfType<ProbeStep.Rename>().LastOrDefault()?.To ?? (Steps.OfType<ProbeStep.Commit>().Any() ? Table : null);

    /// <summary>Takes the steps on an engine, and tells how another one, or the same, writes them.</summary>
    /// <param name="lakehouse">The engine that takes them.</param>
    /// <param name="writer">The one that writes them.</param>
    /// <param name="actor">Who takes them.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ImmutableArray<EngineStatement>> PrepareAsync(ILakehouse lakehouse, IEngineSql writer, Actor actor, CancellationToken ct)
    {
        var statements = ImmutableArray.CreateBuilder<EngineStatement>();
        foreach (var step in Steps)
        {
            var before = await SchemaAsync();
            await step.DoAsync(lakehouse, Table, actor, ct);
            statements.AddRange(writer.Step(Table, step, before, await SchemaAsync()));
        }
        return statements.ToImmutable();

        async Task<TableSchema?> SchemaAsync() => (await lakehouse.DescribeAsync(Table, actor, ct))?.Schema;
    }
}
