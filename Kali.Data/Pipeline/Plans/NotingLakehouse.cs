using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Pipeline;

/// <summary>A lakehouse that keeps what runs send to it.</summary>
internal sealed class NotingLakehouse(ILakehouse lakehouse, SentStatements sent) : DelegatingLakehouse(lakehouse)
{
    public override async Task<ResultSet> QueryAsync(Sql sql, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var result = await base.QueryAsync(sql, actor, ct, progress);
        sent.Add(sql);
        return result;
    }

    public override async Task<CommitOutcome> CommitAsync(TableCommit commit, Actor actor, CancellationToken ct, IProgress<double>? progress = null)
    {
        var outcome = await base.CommitAsync(commit, actor, ct, progress);
        if (outcome is CommitOutcome.Committed made && await base.DescribeAsync(commit.Table.At(made.Version), Actor.System, ct) is { } after)
            sent.Add(commit, actor, after.Schema);
        return outcome;
    }
}
