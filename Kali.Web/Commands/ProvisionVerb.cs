using System.CommandLine;
using Kali.Data.Pipeline;

namespace Kali.Web.Commands;

/// <summary><c>provision [--plan]</c>: folders, schemas and metadata tables of the lake; can be repeated, never drops.</summary>
internal sealed class ProvisionVerb() : Verb("provision", "Make the folders, schemas and metadata tables of the lake that are missing; never drops anything")
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
            var action = item.IsThere ? "there" : isPlan ? "missing" : "made";
            if (call.IsJson)
                await call.JsonAsync(new { kind = item.Kind, name = item.Name, place = item.Place, action });
            table.Add(item.Kind, item.Name, item.Place ?? "", action);
        }
        if (!call.IsJson)
            await call.LineAsync(table.ToString());
        return ExitCode.Well;
    }
}
