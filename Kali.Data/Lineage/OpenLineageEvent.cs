using System.Text.Json.Nodes;

namespace Kali.Data.Lineage;

/// <summary>One event; run and type name it.</summary>
internal sealed record OpenLineageEvent(Guid Run, string Type, DateTimeOffset At, JsonObject Json)
{
    public string Key => $"{Run}.{Type.ToLowerInvariant()}";
}
