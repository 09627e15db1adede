using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>The rows that one run brought into a dataset, found by their row ids in raw, silver, quarantine and gold alike.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="LoadNo">The load's number, from 1.</param>
/// <param name="Readings">How each column of raw text becomes a column of silver, in file order.</param>
public sealed record DataLoad(DatasetName Dataset, long LoadNo, ImmutableArray<ColumnReading> Readings)
{
    public const string RowId = "_row_id";
    public const string NotFitting = "_not_fitting";
    public const string Score = "data_quality_score";

    /// <summary>Row ids of one load lie between its number times this and the next one's.</summary>
    public const long IdsPerLoad = 1L << 33;

    public long FirstRowId => LoadNo * IdsPerLoad;

    /// <summary>True for the rows of this load; a range, so that files of other loads are not opened.</summary>
    public SqlExpression Rows => new AllOf(
        new Column(RowId).AtLeast(new WholeNumber(FirstRowId)),
        new Column(RowId).LessThan(new WholeNumber(FirstRowId + IdsPerLoad)));

    /// <summary>The row of the file a row id stands for.</summary>
    public static long RowOf(long rowId) => rowId % IdsPerLoad;

    public static long LoadOf(long rowId) => rowId / IdsPerLoad;
}
