using Kali.Data.Engines;

namespace Kali.Data.Pipeline;

/// <summary>Commits what a step wrote, once however often the step is repeated.</summary>
internal sealed class TableWriter(ILakehouse lakehouse)
{
    private const int Attempts = 8;

    public async Task<WrittenTable> CommitAsync(RunContext run, RunStepName step, TableCommit commit, CancellationToken ct)
    {
        var once = commit with { Once = commit.Once ?? run.Once(step), About = run.About(step) };
        for (var attempt = 1; ; attempt++)
        {
            switch (await lakehouse.CommitAsync(once, run.Actor, ct, run.Progress))
            {
                case CommitOutcome.Committed done:
                    return new WrittenTable(done.Version, done.RowsWritten, done.RowsUpdated, done.BytesWritten, done.FilesWritten);
                case CommitOutcome.AlreadyCommitted earlier:
                    return new WrittenTable(earlier.Version, earlier.RowsWritten, null, earlier.BytesWritten, earlier.FilesWritten);
                case CommitOutcome.Overtaken overtaken when attempt >= Attempts:
                    throw new KaliException($"{commit.Table} was changed by somebody else each of {Attempts} times this step was ready to write, last by version {overtaken.Winner}. Nothing of the step was written. Let the run go on when the table is quiet.");
            }
        }
    }
}

/// <summary>What a commit left.</summary>
/// <param name="Version">The version it made.</param>
/// <param name="Rows">Rows in its files.</param>
/// <param name="Updated">Rows changed by a merge; null when an earlier attempt has committed and only the history knows.</param>
/// <param name="Bytes">Bytes in its files.</param>
/// <param name="Files">Their number.</param>
internal sealed record WrittenTable(long Version, long Rows, long? Updated, long Bytes, int Files);
