using System.CommandLine;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Web.Commands;

/// <summary><c>profile TABLE|FILE</c>: what is normal in each column, counted over all rows.</summary>
internal sealed class ProfileVerb() : Verb("profile", "Count what is normal in each column of a table or a file")
{
    private readonly Argument<string> _target = TargetArgument.Create();
    private readonly Option<string?> _sheet = FileBench.SheetOption();

    protected override void Describe(Command command)
    {
        command.Add(_target);
        command.Add(_sheet);
    }

    protected override async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var target = call.Given.GetRequiredValue(_target);
        var actor = await call.ActorAsync(ct);
        var profile = VerbTables.IsTable(target) ? await OfTableAsync(call, target, actor, ct) : await OfFileAsync(call, target, actor, ct);
        if (call.IsJson)
        {
            await call.JsonAsync(new { source = target, rows = profile.Rows, duplicates = profile.Duplicates, columns = profile.Columns });
            return ExitCode.Well;
        }
        var table = new TextTable("column", "type", "present", "missing", "not fitting", "distinct", "least", "greatest", "most frequent");
        foreach (var column in profile.Columns)
        {
            table.Add(
                column.Label, column.Type, VerbWords.Count(column.Present), VerbWords.Count(column.Missing), VerbWords.Count(column.Misfits),
                (column.IsDistinctExact ? "" : "about ") + VerbWords.Count(column.Distinct), column.Min ?? "", column.Max ?? "",
                column.TopValues is [var top, ..] && top.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{top.Value} ({top.Count:N0})") : "");
        }
        await call.LineAsync(table.ToString());
        await call.LineAsync(profile.Duplicates is { } duplicates
            ? $"{VerbWords.Count(profile.Rows)} rows, {VerbWords.Count(duplicates)} of them stand there more than once."
            : $"{VerbWords.Count(profile.Rows)} rows.");
        return ExitCode.Well;
    }

    private static async Task<Profile> OfTableAsync(VerbCall call, string target, Actor actor, CancellationToken ct)
    {
        var (table, description) = await VerbTables.DescribedAsync(call, target, actor, ct);
        return await (await call.ServiceAsync<Profiler>(ct)).ProfileAsync(ProfileSource.Of(table, description.Schema, rowsExpected: description.RowCount), actor, ct);
    }

    private async Task<Profile> OfFileAsync(VerbCall call, string target, Actor actor, CancellationToken ct)
    {
        await using var bench = await FileBench.LoadAsync(call, target, call.Given.GetValue(_sheet), actor, ct);
        var source = ProfileSource.Of(bench.Load.Load, bench.Load.Raw, MissingSpellings.Default);
        return await (await bench.ServiceAsync<Profiler>(ct)).ProfileAsync(source, actor, ct);
    }
}
