using System.CommandLine;
using System.Globalization;
using Kali.Data;
using Kali.Data.Explore;
using Kali.Data.Explore.Export;

namespace Kali.Web.Commands;

/// <summary><c>query SQL</c>: guarded SQL, as a table for people or as CSV or JSON for scripts.</summary>
internal sealed class QueryVerb() : Verb("query", "Run one reading SQL statement over the tables of the lake")
{
    private readonly Argument<string> _sql = new("SQL") { Description = "One SELECT statement" };
    private readonly Option<string?> _as = AsOption();
    private readonly Option<string> _format = new("--format") { Description = "table, csv or json", DefaultValueFactory = _ => "table" };

    protected override void Describe(Command command)
    {
        _format.AcceptOnlyFromAmong("table", "csv", "json");
        command.Add(_sql);
        command.Add(_as);
        command.Add(_format);
    }

    protected override string? As(ParseResult parsed) => parsed.GetValue(_as);

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var sql = call.Given.GetRequiredValue(_sql);
        var explorer = await call.ServiceAsync<Explorer>(ct);
        var actor = await call.ActorAsync(ct);
        switch (await explorer.RunAsync(sql, actor, ct))
        {
            case ExploreOutcome.Refused { Refusal: var refusal }:
                await call.MessageAsync(RefusalSentence.Of(refusal, sql));
                return ExitCode.CouldNotRun;
            case ExploreOutcome.Answered answer:
                await using (answer.Rows)
                    await WriteAsync(call, answer, ct);
                return ExitCode.Well;
            case var other:
                throw new InvalidOperationException($"Explore answered {other}.");
        }
    }

    private async Task WriteAsync(VerbCall call, ExploreOutcome.Answered answer, CancellationToken ct)
    {
        var format = call.IsJson ? "json" : call.Given.GetRequiredValue(_format);
        if (format == "csv")
        {
            await new CsvExport(CsvFlavour.Standard).WriteAsync(new ResultSetView(answer.Rows), call.Output, ct);
            return;
        }
        var names = answer.Rows.Columns.Select(column => column.Name).ToArray();
        var table = new TextTable(names);
        var count = 0;
        await foreach (var row in answer.Rows.ReadAsync(ct))
        {
            if (count++ == answer.MaxRows)
                break;
            if (format == "json")
                await call.JsonAsync(names.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second));
            else
                table.Add([.. row.Select(Shown)]);
        }
        if (format == "table")
            await call.LineAsync(table.ToString());
        if (count > answer.MaxRows)
            await call.MessageAsync(string.Create(CultureInfo.InvariantCulture, $"There are more rows; the first {answer.MaxRows:N0} are shown."));
    }

    private static string Shown(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
