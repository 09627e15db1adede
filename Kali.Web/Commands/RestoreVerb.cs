using System.CommandLine;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;

namespace Kali.Web.Commands;

/// <summary><c>restore TABLE --version N</c>: makes an older version the newest one.</summary>
internal sealed class RestoreVerb() : Verb("restore", "Make an older version of a table the newest one; this is itself a version and can be undone the same way")
{
    private readonly Argument<string> _table = new("TABLE") { Description = "catalog.schema.table" };
    private readonly Option<long> _version = new("--version") { Description = "The version to restore", HelpName = "N", Required = true };

    protected override void Describe(Command command)
    {
        command.Add(_table);
        command.Add(_version);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var lakehouse = await call.ServiceAsync<ILakehouse>(ct);
        var (table, version) = (VerbTables.Named(call.Given.GetRequiredValue(_table)), call.Given.GetValue(_version));
        var made = await lakehouse.RestoreAsync(table, version, await call.ActorAsync(ct), ct) switch
        {
            CommitOutcome.Committed committed => committed.Version,
            CommitOutcome.AlreadyCommitted already => already.Version,
            CommitOutcome.Overtaken overtaken => throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"{table} was changed meanwhile (version {overtaken.Winner}). Nothing was restored. Look at its history and try it again.")),
            var other => throw new InvalidOperationException($"Restoring came to {other}."),
        };
        if (call.IsJson)
            await call.JsonAsync(new { table = table.ToString(), restored = version, version = made });
        else
            await call.LineAsync(string.Create(CultureInfo.InvariantCulture, $"{table} is as it was at version {version}; this is version {made}."));
        return ExitCode.Well;
    }
}
