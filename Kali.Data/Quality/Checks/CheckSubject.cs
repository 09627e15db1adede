using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What rules are tested on: a table, or the rows of a load in it.</summary>
/// <param name="Table">The table; a load's silver, or any table.</param>
/// <param name="Schema">Its columns.</param>
/// <param name="Rows">Which rows; null for all.</param>
/// <param name="Now">The moment that freshness and today are measured from.</param>
public sealed record CheckSubject(TableRef Table, TableSchema Schema, SqlExpression? Rows, DateTimeOffset Now)
{
    /// <summary>When rows are appended: the table they come to, whose keys count too.</summary>
    public TableRef? Existing { get; init; }

    /// <summary>The columns of <see cref="Existing"/>; a key it has not is compared within the load only.</summary>
    public TableSchema? ExistingSchema { get; init; }

    /// <summary>Which rows of <see cref="Existing"/> count; null for all. A load that is there already is not compared with itself.</summary>
    public SqlExpression? ExistingRows { get; init; }

    /// <summary>The dataset's key; what is wrong with it caps the score.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The load, where the rows are those of one.</summary>
    public long? LoadNo { get; init; }

    /// <summary>The rows of a load in its dataset's silver.</summary>
    public static CheckSubject Of(DataLoad load, TableRef silver, TableSchema schema, DateTimeOffset now) => new(silver, schema, load.Rows, now) { LoadNo = load.LoadNo };

    internal RuleSubject Rules => new(Schema, Now) { Table = Table, LoadNo = LoadNo };

    internal SqlExpression RowsOrAll => Rows ?? SqlExpression.True;
}
