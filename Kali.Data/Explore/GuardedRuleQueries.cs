using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Explore;

/// <summary>Statements of rules run like those of Explore: guarded, over what the actor may read, apart from everything else.</summary>
internal sealed class GuardedRuleQueries(Explorer explorer, ISandbox sandbox, ExploreOptions options) : IRuleQueries
{
    public async Task<RuleAnswer> AskAsync(string sql, Actor actor, CancellationToken ct)
    {
        var select = await explorer.AllowedAsync(sql, options.ForDownload, actor, ct) switch
        {
            GuardOutcome.Refused(var refusal) => throw new RefusedException($"{Words(refusal.Reason)}{(refusal.Subject.Length > 0 ? $": {refusal.Subject}" : "")}"),
            GuardOutcome.Allowed allowed => allowed.Select,
            var other => throw new InvalidOperationException($"The guard answered {other}."),
        };
        await using var result = await sandbox.RunAsync(select, actor, ct);
        long rows = 0;
        object? first = null;
        await foreach (var row in result.ReadAsync(ct))
        {
            if (rows++ == 0 && row.Length > 0)
                first = row[0];
        }
        return new RuleAnswer(rows, first);
    }

    private static string Words(SqlRefusalReason reason) => reason switch
    {
        SqlRefusalReason.Empty => "there is no statement",
        SqlRefusalReason.NotUnderstood => "the statement cannot be read",
        SqlRefusalReason.NotReading => "only reading is possible in a rule",
        SqlRefusalReason.SeveralStatements => "a rule is one statement",
        SqlRefusalReason.UnknownTable or SqlRefusalReason.NotATable => "there is no such table, or it may not be read",
        SqlRefusalReason.FunctionNotAllowed or SqlRefusalReason.TableFunctionNotAllowed => "this function is not allowed",
        _ => $"this is not allowed ({reason})",
    };
}
