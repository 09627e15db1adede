using System.Data.Common;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Kali.Data.Quality.Exchange;

namespace Kali.Data.Explore;

/// <summary>Statements of rules run like those of Explore: guarded, over what the actor may read, apart from everything else.</summary>
internal sealed class GuardedRuleQueries(Explorer explorer, ISandbox sandbox, ExploreOptions options) : IRuleQueries
{
    public async Task<RuleAnswer> AskAsync(string sql, Actor actor, CancellationToken ct)
    {
        switch (await explorer.AllowedAsync(sql, options.ForDownload, actor, ct))
        {
            case GuardOutcome.Refused(var refusal):
                return new RuleAnswer.Refused(Words(refusal));
            case GuardOutcome.Allowed allowed:
                return await GivenAsync(allowed.Select, actor, ct);
            case var other:
                throw new InvalidOperationException($"The guard answered {other}.");
        }
    }

    private async Task<RuleAnswer> GivenAsync(SandboxedSelect select, Actor actor, CancellationToken ct)
    {
        await using var result = await sandbox.RunAsync(select, actor, ct);
        long rows = 0;
        object? first = null;
        await foreach (var row in result.ReadAsync(ct))
        {
            if (rows++ == 0 && row.Length > 0)
                first = row[0];
        }
        return new RuleAnswer.Given(rows, first);
    }

    public async Task<Remark?> WhyNotAsync(string sql, Actor actor, CancellationToken ct)
    {
        switch (await explorer.AllowedAsync(sql, options.ForDownload with { MaxRows = 1 }, actor, ct))
        {
            case GuardOutcome.Refused(var refusal):
                return Words(refusal);
            case GuardOutcome.Allowed allowed:
                return await FaultAsync(allowed.Select, actor, ct);
            case var other:
                throw new InvalidOperationException($"The guard answered {other}.");
        }
    }

    /// <summary>Columns that are not there show only when it runs.</summary>
    private async Task<Remark?> FaultAsync(SandboxedSelect select, Actor actor, CancellationToken ct)
    {
        try
        {
            await using var result = await sandbox.RunAsync(select, actor, ct);
            await foreach (var _ in result.ReadAsync(ct))
                break;
            return null;
        }
        catch (Exception fault) when (fault is KaliException or DbException)
        {
            var said = fault.Message.Split('\n')[0];
            return new Remark($"Its query does not run here: {said}", $"Ihre Abfrage läuft hier nicht: {said}");
        }
    }

    private static Remark Words(SqlRefusal refusal)
    {
        var subject = refusal.Subject.Length > 0 ? $": {refusal.Subject.Split('\n')[0]}" : "";
        var (english, german) = refusal.Reason switch
        {
            SqlRefusalReason.Empty => ("There is no query", "Es gibt keine Abfrage"),
            SqlRefusalReason.NotUnderstood => ("The query cannot be read", "Die Abfrage lässt sich nicht lesen"),
            SqlRefusalReason.NotReading => ("Only reading is possible in a rule", "In einer Regel ist nur Lesen möglich"),
            SqlRefusalReason.SeveralStatements => ("A rule is one statement", "Eine Regel ist eine einzige Anweisung"),
            SqlRefusalReason.UnknownTable or SqlRefusalReason.NotATable => ("There is no such table, or it may not be read", "Diese Tabelle gibt es nicht, oder sie darf nicht gelesen werden"),
            SqlRefusalReason.FunctionNotAllowed or SqlRefusalReason.TableFunctionNotAllowed => ("This function is not among those that rules may use", "Diese Funktion gehört nicht zu denen, die Regeln verwenden dürfen"),
            SqlRefusalReason.CrossJoinWithoutLimit => ("Two tables stand in it without a condition between them", "Zwei Tabellen stehen darin ohne Bedingung zwischen ihnen"),
            SqlRefusalReason.TooManyJoins => ("It joins too many tables", "Sie verbindet zu viele Tabellen"),
            SqlRefusalReason.TooLong => ("The query is too long", "Die Abfrage ist zu lang"),
            _ => ("This is not allowed in a rule", "Das ist in einer Regel nicht erlaubt"),
        };
        return new Remark($"{english}{subject}.", $"{german}{subject}.");
    }
}
