using System.CommandLine;
using System.Globalization;
using Kali.Data.Engines;

namespace Kali.Web.Commands;

/// <summary><c>vacuum TABLE</c>: deletes files that no version within the retention needs.</summary>
internal sealed class VacuumVerb() : Verb("vacuum", "Delete files that no version of the last days needs")
{
    private readonly Argument<string> _table = new("TABLE") { Description = "catalog.schema.table" };
    private readonly Option<double> _days = new("--days") { Description = "Keep what versions of the last days need", HelpName = "N", DefaultValueFactory = _ => 7 };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only list the files" };

    protected override void Describe(Command command)
    {
        command.Add(_table);
        command.Add(_days);
        command.Add(_dryRun);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var lakehouse = await call.ServiceAsync<ILakehouse>(ct);
        var table = VerbTables.Of(call.Given.GetRequiredValue(_table));
        var result = await lakehouse.VacuumAsync(table, TimeSpan.FromDays(call.Given.GetValue(_days)), call.Given.GetValue(_dryRun), await call.ActorAsync(ct), ct);
        if (call.IsJson)
        {
            await call.JsonAsync(new { table = table.Shown, files = result.Files, bytes = result.Bytes, dry_run = result.DryRun });
            return ExitCode.Well;
        }
        if (result.DryRun)
        {
            foreach (var file in result.Files)
                await call.LineAsync(file);
        }
        await call.LineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Shown}: {result.Files.Length:N0} files, {result.Bytes:N0} bytes {(result.DryRun ? "could be deleted" : "deleted")}."));
        return ExitCode.Well;
    }
}
