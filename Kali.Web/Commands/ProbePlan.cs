using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Probes;

namespace Kali.Web.Commands;

/// <summary>
/// Every construct of Kali's statements as an engine writes it, with the rows that the embedded engine gives, whichever is in force. First questions about
/// literals, then tables: with what is done with them before the question, and what takes them away again.
/// </summary>
internal sealed class ProbePlan(VerbCall call, IEngineSql writer, ILakehouse lakehouse, Actor actor)
{
    private int _number;

    public static async Task<int> WriteAsync(VerbCall call, string engine, CancellationToken ct)
    {
        var writer = (await call.ServiceAsync<IEnumerable<IEngineSql>>(ct)).First(known => known.Engine == engine);
        await using var bench = ThrownAwayLake.Of(call);
        var catalog = (await call.ServiceAsync<KaliOptions>(ct)).Catalog;
        var plan = new ProbePlan(call, writer, await bench.ServiceAsync<ILakehouse>(ct), await call.ActorAsync(ct));
        foreach (var probe in ProbeList.All)
            await plan.WriteAsync(probe.Name, [], probe.Sql, [], probe.IsEstimate, ct);
        foreach (var probe in TableProbes.Of(catalog))
            await plan.WriteAsync(probe, ct);
        return ExitCode.Well;
    }

    private async Task WriteAsync(TableProbe probe, CancellationToken ct)
    {
        var before = await probe.PrepareAsync(lakehouse, writer, actor, ct);
        await WriteAsync(probe.Name, before, probe.Ask, probe.Left is { } left ? writer.Step(left, new ProbeStep.Drop(), null, null) : [], isEstimate: false, ct);
    }

    private async Task WriteAsync(string name, ImmutableArray<EngineStatement> before, Sql ask, ImmutableArray<EngineStatement> after, bool isEstimate, CancellationToken ct)
    {
        var statement = writer.Query(ask);
        await using var rows = await lakehouse.QueryAsync(ask, actor, ct);
        var answer = (await rows.ToListAsync(ct)).ConvertAll(row => Array.ConvertAll(row, Text));
        _number++;
        if (call.IsJson)
        {
            await call.JsonAsync(new { number = _number, name, before, statement = statement.Text, parameters = statement.Parameters, after, answer, is_estimate = isEstimate });
            return;
        }
        var statements = before.Append(statement).Concat(after).Select(one => $"{one.Text};{Environment.NewLine}");
        await call.LineAsync($"-- {_number} {name}{Environment.NewLine}{string.Concat(statements)}-- {string.Join(" / ", answer.Select(row => string.Join(", ", row.Select(value => value ?? "NULL"))))}{Environment.NewLine}");
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
