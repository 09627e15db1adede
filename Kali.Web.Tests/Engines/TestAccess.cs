using Kali.Data;
using Kali.Data.Engines;

namespace Kali.Web.Tests.Engines;

/// <summary>Analysts read, stewards and Kali's own work change; anybody else may do nothing.</summary>
public sealed class TestAccess : ITableAccess
{
    public ValueTask<bool> MayReadAsync(Actor actor, TableName table, CancellationToken ct) => new(actor.Is(KaliRole.Analyst) || actor.IsSteward);

    public ValueTask<bool> MayChangeAsync(Actor actor, TableName table, CancellationToken ct) => new(actor.IsSteward);
}
