using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Probes;

namespace Kali.Web.Commands;

/// <summary>Every construct of Kali's statements as an engine writes it, with the rows that the embedded engine gives, whichever is in force.</summary>
internal static class ProbePlan
{
    public static async Task<int> WriteAsync(VerbCall call, string engine, CancellationToken ct)
    {
        var writer = (await call.ServiceAsync<IEnumerable<IEngineSql>>(ct)).First(known => known.Engine == engine);
        await using var bench = ThrownAwayLake.Of(call);
        var lakehouse = await bench.ServiceAsync<ILakehouse>(ct);
        var actor = await call.ActorAsync(ct);
        foreach (var (index, probe) in ProbeList.All.Index())
        {
            var statement = writer.Query(probe.Sql);
            await using var rows = await lakehouse.QueryAsync(probe.Sql, actor, ct);
            var answer = (await rows.ToListAsync(ct)).ConvertAll(row => Array.ConvertAll(row, Text));
            if (call.IsJson)
                await call.JsonAsync(new { number = index + 1, name = probe.Name, statement = statement.Text, parameters = statement.Parameters, answer, is_estimate = probe.IsEstimate });
            else
                await call.LineAsync($"-- {index + 1} {probe.Name}{Environment.NewLine}{statement.Text};{Environment.NewLine}-- {string.Join(" / ", answer.Select(row => string.Join(", ", row.Select(value => value ?? "NULL"))))}{Environment.NewLine}");
        }
        return ExitCode.Well;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
