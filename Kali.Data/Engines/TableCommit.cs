using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines;

/// <summary>One change of one table, committed whole or not at all.</summary>
public sealed record TableCommit
{
    public required TableName Table { get; init; }

    public required TableChange Change { get; init; }

    /// <summary>What this commit is, for the history: <c>run</c> → the run's id, <c>step</c>, <c>upload</c>, <c>reason</c>.</summary>
    public ImmutableSortedDictionary<string, string> About { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Makes a repeated attempt commit once (Delta's <c>txn</c> action): an application id such as <c>kali/run/42/silver</c>.
    /// Null where repeating is harmless.
    /// </summary>
    public string? Once { get; init; }

    /// <summary>The version this change was computed from; a newer one that touches the same rows makes it <see cref="CommitOutcome.Overtaken"/>.</summary>
    public long? BasedOn { get; init; }

    /// <summary>Columns with labels and comments, and the partitioning; needed when the table may not exist yet.</summary>
    public TableSchema? Schema { get; init; }

    /// <summary>
    /// Values of partition columns that hold for every row (<c>upload_date</c>, <c>user_id</c>): the rows are then written in order, in one pass,
    /// and do not have these columns themselves.
    /// </summary>
    public ImmutableSortedDictionary<string, object?> PartitionValues { get; init; } = ImmutableSortedDictionary<string, object?>.Empty;

    /// <summary>Whether columns the table does not have yet are added; a changed type is always refused.</summary>
    public bool MayAddColumns { get; init; }
}

/// <summary>Where the rows of a change come from.</summary>
public abstract record RowSource
{
    private RowSource() { }

    /// <summary>The rows of a query, its columns named as the table's.</summary>
    public sealed record Query(Sql Sql) : RowSource
    {
        /// <summary>
        /// The columns that the query gives, where whoever wrote it knows them. Null asks the engine, which plans the whole query for the answer.
        /// </summary>
        public TableSchema? Gives { get; init; }
    }

    /// <summary>
    /// Rows of text from a reader, extended by a projection: <paramref name="Select"/> is given the relation's name and
    /// yields the whole query. The relation has the reader's columns as text and <c>_row</c> as a long.
    /// </summary>
    public sealed record Text(Func<ITextRows> Open, Func<SqlName, Sql> Select) : RowSource;
}

/// <summary>What a commit does to its table.</summary>
public abstract record TableChange
{
    private TableChange() { }

    /// <summary>Where the rows that are written come from; null for a change that brings none.</summary>
    public virtual RowSource? Source => null;

    public sealed record Append(RowSource Rows) : TableChange
    {
        public override RowSource Source => Rows;
    }

    /// <summary>Replaces all rows, or those that <paramref name="Where"/> holds for.</summary>
    public sealed record Overwrite(RowSource Rows, SqlExpression? Where = null) : TableChange
    {
        public override RowSource Source => Rows;

        /// <summary>Whether the rows' own columns replace the table's schema.</summary>
        public bool ReplacesSchema { get; init; }
    }

    /// <summary>Updates the rows whose keys are there already and inserts the others. A key that occurs twice in the rows is refused.</summary>
    public sealed record Merge(RowSource Rows, ImmutableArray<string> Keys) : TableChange
    {
        public override RowSource Source => Rows;
    }

    public sealed record Delete(SqlExpression Where) : TableChange;

    public sealed record Update(ImmutableArray<(string Column, SqlExpression Value)> Assignments, SqlExpression Where) : TableChange;
}

/// <summary>What came of a commit.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome() { }

    /// <param name="Version">The version this commit made.</param>
    /// <param name="RowsWritten">Rows in the files written.</param>
    /// <param name="RowsUpdated">Rows of the table changed by a merge or update.</param>
    /// <param name="RowsDeleted">Rows of the table taken away.</param>
    /// <param name="BytesWritten">Size of the files written.</param>
    /// <param name="FilesWritten">Their number.</param>
    public sealed record Committed(long Version, long RowsWritten, long RowsUpdated, long RowsDeleted, long BytesWritten, int FilesWritten) : CommitOutcome;

    /// <summary>An earlier attempt of the same <see cref="TableCommit.Once"/> made this version; nothing was written now.</summary>
    public sealed record AlreadyCommitted(long Version, long RowsWritten, long BytesWritten, int FilesWritten) : CommitOutcome;

    /// <summary>Another writer changed the same rows first; nothing of this commit is visible.</summary>
    public sealed record Overtaken(long Winner) : CommitOutcome;
}
