using Kali.Data.Engines.Databricks.Rest;

namespace Kali.Data.Engines.Databricks.Health;

/// <summary>A part of the workspace; faults become sentences that say what to do.</summary>
internal abstract class WorkspacePart : IEnginePart
{
    public abstract string Name { get; }

    public async Task<PartState> LookAsync(CancellationToken ct)
    {
        try
        {
            return await AskAsync(ct);
        }
        catch (ServiceFault fault) when (fault.IsRefusedToken)
        {
            return PartState.DoesNotAnswer(Said.Of($"{RefusedToken} The workspace says: {fault.ServiceSaid}"));
        }
        catch (ServiceFault fault) when (fault.IsRefusedRight)
        {
            return PartState.DoesNotAnswer(Said.Of($"{Refused} The workspace says: {fault.ServiceSaid}"));
        }
        catch (ServiceFault fault) when (fault.Status is null && fault.Code != ServiceFault.NoToken)
        {
            return PartState.DoesNotAnswer(Said.Of($"The workspace cannot be reached. Check Kali:Databricks:Workspace, the network between Kali and it (private endpoint, firewall, name resolution), and the status page of Azure. {fault.ServiceSaid}"));
        }
        catch (ServiceFault fault) when (fault.IsPassing)
        {
            return PartState.DoesNotAnswer(Said.Of($"The workspace cannot serve this at the moment. What is in the lake is kept. Look at the status page of Azure Databricks and check again in some minutes. The workspace says: {fault.ServiceSaid}"));
        }
        catch (KaliException fault)
        {
            return PartState.DoesNotAnswer(fault.Said);
        }
    }

    protected abstract Task<PartState> AskAsync(CancellationToken ct);

    /// <summary>What to do where the workspace does not know who asks; only the identity itself can tell more.</summary>
    protected virtual Said RefusedToken => Said.Of("The workspace does not take the application's token: see Kali's identity.");

    /// <summary>What to do where the workspace does not allow the question.</summary>
    protected abstract Said Refused { get; }
}
