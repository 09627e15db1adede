namespace Kali.Data.Engines.Embedded;

/// <summary>The engine runs a statement.</summary>
internal sealed class EmbeddedPart(ILakehouse lakehouse) : IEnginePart
{
    public string Name => "engine";

    public async Task<PartState> LookAsync(CancellationToken ct)
    {
        await using var answer = await lakehouse.QueryAsync(Sql.Of($"SELECT 1"), Actor.System, ct);
        return PartState.Well(Said.Of("Statements run."));
    }
}
