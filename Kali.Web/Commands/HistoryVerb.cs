using System.CommandLine;
using System.Globalization;
using Kali.Data.Engines;

namespace Kali.Web.Commands;

/// <summary><c>history TABLE</c>: the versions of a table, newest first.</summary>
internal sealed class HistoryVerb() : Verb("history", "List the versions of a table, newest first")
{
    private readonly Argument<string> _table = new("TABLE") { Description = "catalog.schema.table, or the folder of a Delta table" };

    protected override void Describe(Command command) => command.Add(_table);

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var lakehouse = await call.ServiceAsync<ILakehouse>(ct);
        var versions = await lakehouse.HistoryAsync(VerbTables.Of(call.Given.GetRequiredValue(_table)), await call.ActorAsync(ct), ct);
        var table = new TextTable("version", "at", "operation", "by", "rows", "about");
        foreach (var version in versions)
        {
            if (call.IsJson)
                await call.JsonAsync(new { version = version.Version, at = version.At, operation = version.Operation, user_id = version.UserId, user_name = version.UserName, about = version.About, metrics = version.Metrics });
            table.Add(
                version.Version.ToString(CultureInfo.InvariantCulture),
                version.At.ToString("u", CultureInfo.InvariantCulture),
                version.Operation,
                version.UserName ?? "",
                version.Metrics.GetValueOrDefault("numOutputRows", ""),
                string.Join(", ", version.About.Select(pair => $"{pair.Key} {pair.Value}")));
        }
        if (!call.IsJson)
            await call.LineAsync(table.ToString());
        return ExitCode.Well;
    }
}
