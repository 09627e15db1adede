using System.CommandLine;
using Kali.Data.Pipeline;

namespace Kali.Web.Commands;

/// <summary><c>provision [--plan]</c>: what a lake needs before its first run; can be repeated, never drops. 1 when something could not be made.</summary>
internal sealed class ProvisionVerb() : Verb("provision", "Make what the lake needs and has not: folders, catalogs, schemas, volumes, functions, metadata tables, grants, tags; never drops anything")
{
    private readonly Option<bool> _plan = new("--plan") { Description = "Only say what there is and what would be made" };

    protected override void Describe(Command command) => command.Add(_plan);

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var isPlan = call.Given.GetValue(_plan);
        var provisioning = await call.ServiceAsync<Provisioning>(ct);
        var actor = await call.ActorAsync(ct);
        var items = isPlan ? await provisioning.PlanAsync(actor, ct) : await provisioning.ApplyAsync(actor, ct);
        var table = new TextTable("kind", "name", "place", "state");
        foreach (var item in items)
        {
            var action = item.IsThere ? "there" : isPlan ? "missing" : item.Fault is null ? "made" : "could not be made";
            if (call.IsJson)
                await call.JsonAsync(new { kind = item.Kind, name = item.Name, place = item.Place, action, reason = item.Fault?.Text });
            else if (item.Fault is { } fault)
                await call.MessageAsync(fault.Text);
            table.Add(item.Kind, item.Name, item.Place ?? "", action);
        }
        if (!call.IsJson)
            await call.LineAsync(table.ToString());
        return !isPlan && items.Any(item => item.Fault is not null) ? ExitCode.No : ExitCode.Well;
    }
}
