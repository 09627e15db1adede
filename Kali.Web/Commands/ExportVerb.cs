using System.CommandLine;
using Kali.Data.Engines;
using Kali.Data.Explore.Export;

namespace Kali.Web.Commands;

/// <summary><c>export TABLE --format csv|parquet|xlsx</c>: a table as a file, to standard output or <c>--out</c>.</summary>
internal sealed class ExportVerb() : Verb("export", "Write a table as CSV, Parquet or Excel")
{
    private readonly Argument<string> _table = new("TABLE") { Description = "catalog.schema.table, or the folder of a Delta table" };
    private readonly Option<string> _format = new("--format") { Description = "csv, parquet or xlsx", Required = true };
    private readonly Option<string?> _out = new("--out") { Description = "The file to write; standard output without it", HelpName = "FILE" };
    private readonly Option<long?> _version = new("--version") { Description = "The version to write; the newest without it", HelpName = "N" };
    private readonly Option<bool> _german = new("--german") { Description = "CSV for a German Excel: semicolons, byte order mark, decimal commas" };

    protected override void Describe(Command command)
    {
        _format.AcceptOnlyFromAmong("csv", "parquet", "xlsx");
        command.Add(_table);
        command.Add(_format);
        command.Add(_out);
        command.Add(_version);
        command.Add(_german);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var lakehouse = await call.ServiceAsync<ILakehouse>(ct);
        var actor = await call.ActorAsync(ct);
        TableRef table = VerbTables.Of(call.Given.GetRequiredValue(_table)) switch
        {
            TableRef.Named named => named with { AtVersion = call.Given.GetValue(_version) },
            TableRef.Folder folder => folder with { AtVersion = call.Given.GetValue(_version) },
            var other => other,
        };
        var format = call.Given.GetRequiredValue(_format) switch
        {
            "parquet" => ExportFormat.Parquet,
            "xlsx" => ExportFormat.Xlsx,
            _ => call.Given.GetValue(_german) ? ExportFormat.CsvForGermanExcel : ExportFormat.Csv,
        };
        var path = call.Given.GetValue(_out);
        long rows;
        await using (var result = await lakehouse.QueryAsync(Sql.Of($"SELECT * FROM {table}"), actor, ct))
        await using (var target = path is null ? Console.OpenStandardOutput() : File.Create(path))
            rows = await format.WriteAsync(new ResultSetView(result), target, ct);
        if (path is not null && call.IsJson)
            await call.JsonAsync(new { table = table.Shown, file = Path.GetFullPath(path), rows });
        else if (path is not null)
            await call.LineAsync($"{rows} rows in {Path.GetFullPath(path)}");
        return ExitCode.Well;
    }
}
