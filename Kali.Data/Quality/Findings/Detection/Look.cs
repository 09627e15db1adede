using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>One look at a load: what is known of its columns, and the ways to ask for more.</summary>
internal sealed class Look(FindingSubject subject, ImmutableArray<ColumnFacts> columns, ILakehouse lakehouse, Actor actor)
{
    /// <summary>Of more values hardly one is frequent.</summary>
    public const long ManyValues = 200_000;

    /// <summary>Of more rows a first look is taken at some.</summary>
    public const long ManyRows = 500_000;

    /// <summary>As many rows tell what is usual.</summary>
    public const long RowsThatTell = 100_000;

    public static readonly SqlName RowId = new(DataLoad.RowId);

    /// <summary>A column with more different texts is no list of words.</summary>
    private const long LongestList = 3000;

    /// <summary>A column with more different whole numbers is no list of codes.</summary>
    private const long MostCodes = 1000;

    /// <summary>Values of a list that are told one by one; were more of them suspicious, it would be no list.</summary>
    private const int MostListed = 500;

    private ImmutableArray<(RowEquation Equation, double Share)>? _relations;
    private Dictionary<int, ImmutableArray<ValueCount>>? _lists;
    private DependencySearch? _dependencies;
    private ImmutableArray<PairFacts>? _pairs;

    public FindingSubject Subject => subject;

    public ImmutableArray<ColumnFacts> Columns => columns;

    public long Rows => columns.IsEmpty ? 0 : columns[0].Rows;

    public IEnumerable<ColumnFacts> Texts => columns.Where(column => column.IsText);

    /// <summary>The load's rows of silver with those columns.</summary>
    public Sql Silver(params IEnumerable<SqlName> wanted) => Sql.Of($"(SELECT {wanted.Prepend(RowId).Distinct()} FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows})");

    /// <summary>The load's rows of raw with those columns.</summary>
    public Sql Raw(params IEnumerable<SqlName> wanted) => Sql.Of($"(SELECT {wanted.Prepend(RowId).Distinct()} FROM {subject.Raw} AS raw_rows WHERE {subject.Load.Rows})");

    /// <summary>The values of a column with how often each stands: <c>v, n</c>.</summary>
    public Sql Values(ColumnFacts column) =>
        Sql.Of($"SELECT {column.Sql} AS v, count(*) AS n FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows} AND {column.Sql} IS NOT NULL GROUP BY {column.Sql}");

    /// <summary>Those values of a column for which something holds, in terms of <c>v</c>; nothing else is grouped.</summary>
    public Sql ValuesWhere(ColumnFacts column, SqlExpression condition) => Sql.Of($"""
        SELECT v, count(*) AS n FROM (SELECT {column.Sql} AS v FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows} AND {column.Sql} IS NOT NULL) AS told WHERE {condition} GROUP BY v
        """);

    /// <summary>The values of rows that tell what is usual: all where they are not many.</summary>
    public Sql UsualValues(ColumnFacts column) => column.Distinct <= ManyValues
        ? Values(column)
        : Sql.Of($"SELECT {column.Sql} AS v, count(*) AS n FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows} AND {column.Sql} IS NOT NULL AND {Sampled(Rows, RowsThatTell)} GROUP BY {column.Sql}");

    /// <summary>Whether a row is one of about so many, the same ones every time.</summary>
    public static SqlExpression Sampled(long rows, long wanted) => SqlExpression.Call(
        SqlFunction.Remainder, SqlExpression.Call(SqlFunction.RowHash, new Column(RowId)), new WholeNumber(Math.Max(1, rows / wanted))).EqualTo(new WholeNumber(0));

    /// <summary>The values of a column for whoever adds up: of columns with very many values each row stands for itself, for grouping them costs more than it saves.</summary>
    public Sql ValuesOrRows(ColumnFacts column) => column.Distinct <= ManyValues
        ? Values(column)
        : Sql.Of($"SELECT {column.Sql} AS v, 1 AS n FROM {subject.Silver} AS silver_rows WHERE {subject.Load.Rows} AND {column.Sql} IS NOT NULL");

    /// <summary>The values of a column by name, as <see cref="Values"/> gives them: for queries of a suspicion, which share them.</summary>
    public static SqlName Counted(ColumnFacts column) => new(string.Create(CultureInfo.InvariantCulture, $"values_{column.Index}"));

    /// <summary>What makes <see cref="Counted"/> known.</summary>
    public (SqlName Name, Sql Rows) Need(ColumnFacts column) => (Counted(column), Values(column));

    /// <summary>From values that are suspicious (<c>v, proposal, basis, weight, strong</c>), read from <see cref="Counted"/>, to the cells that have them.</summary>
    public Suspicion Suspect(DetectorKind detector, ColumnFacts column, Sql suspicious) => new(detector, column.Name, Sql.Of($"""
        SELECT cells.{RowId}, suspects.proposal, suspects.basis, suspects.weight, suspects.strong
        FROM {Silver(column.Sql)} AS cells
        JOIN ({suspicious}) AS suspects ON cells.{column.Sql} = suspects.v
        """))
    {
        Needs = [Need(column)],
        Values = suspicious,
    };

    /// <summary>
    /// The values of columns that have not many, by the column's index, most frequent first: texts as they are, whole numbers as text. They are few, and what
    /// they are to each other is told here rather than by the engine.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, ImmutableArray<ValueCount>>> ListsAsync(CancellationToken ct)
    {
        if (_lists is not null)
            return _lists;
        var listed = columns.Where(IsList).ToList();
        if (listed.Count == 0)
            return _lists = [];
        var values = await QueryAsync(Sql.Join(" UNION ALL ", listed.Select(column => Sql.Of(
            $"SELECT {new WholeNumber(column.Index)} AS place, {new Column("v").AsText()} AS value, n FROM ({Values(column)}) AS counted"))), ct);
        return _lists = values.GroupBy(row => (int)CheckCounts.Number(row[0])).ToDictionary(
            column => column.Key,
            column => column.Select(row => new ValueCount((string)row[1]!, CheckCounts.Number(row[2]))).OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).ToImmutableArray());
    }

    private static bool IsList(ColumnFacts column) => column.Present >= 20 && column.Distinct > 1 && column.Distinct <= 0.1 * column.Present + 20
        && ((column.IsText && column.Distinct <= LongestList && column.AverageLength <= 100) || (column.IsWhole && column.Distinct <= MostCodes));

    /// <summary>From values of a list to the cells that have them; null for none.</summary>
    public Suspicion? SuspectListed(DetectorKind detector, ColumnFacts column, IEnumerable<ListedSuspect> suspects)
    {
        var told = suspects.OrderByDescending(suspect => suspect.Weight).ThenBy(suspect => suspect.Value, StringComparer.Ordinal).Take(MostListed).ToList();
        return told.Count == 0 ? null : new Suspicion(detector, column.Name, Sql.Of($"""
            SELECT cells.{RowId}, listed.proposal, listed.basis, CAST(listed.weight AS DOUBLE) AS weight, listed.strong
            FROM {Silver(column.Sql)} AS cells
            JOIN (VALUES {told.Select(suspect => Sql.Of($"({suspect.Value}, {Constant.TextOrMissing(suspect.Proposal)}, {Constant.TextOrMissing(suspect.Basis)}, {suspect.Weight}, {new Truth(suspect.IsStrong)})"))}) AS listed(v, proposal, basis, weight, strong) ON {new Column(column.Name).AsText()} = listed.v
            """));
    }

    /// <summary>Sums that the numbers and dates of rows keep, with the share of rows that do.</summary>
    public async Task<ImmutableArray<(RowEquation Equation, double Share)>> EquationsAsync(CancellationToken ct) => _relations ??= await new EquationSearch(this).FindAsync(ct);

    /// <summary>Which columns decide which others.</summary>
    public DependencySearch Dependencies => _dependencies ??= new DependencySearch(this);

    /// <summary>Every pair of columns with at least a third of a dependency.</summary>
    public async Task<ImmutableArray<PairFacts>> PairsAsync(CancellationToken ct) => _pairs ??= await Dependencies.FindAsync(ct);

    public async Task<List<object?[]>> QueryAsync(Sql sql, CancellationToken ct)
    {
        await using var result = await lakehouse.QueryAsync(sql, actor, ct);
        return await result.ToListAsync(ct);
    }

    /// <summary>The numbers 1 to <paramref name="most"/> as a relation <c>places(place)</c>.</summary>
    public static Sql Places(int most) =>
        Sql.Of($"(VALUES {Enumerable.Range(1, most).Select(place => Sql.Of($"({new WholeNumber(place)})"))}) AS places(place)");

    /// <summary>Whether silver's row has a text in that column that is no value of its type.</summary>
    public static SqlExpression IsMisfit(string column)
    {
        var misfits = new Column(DataLoad.NotFitting);
        return new AllOf(
            misfits.IsNotNull(),
            SqlExpression.Call(
                SqlFunction.Contains,
                SqlExpression.Call(SqlFunction.Concat, new Constant(","), misfits, new Constant(",")),
                new Constant($",{column},")));
    }

    /// <summary>A number or a date on a scale of doubles; null for other types.</summary>
    public static SqlExpression? Position(ColumnReading reading)
    {
        SqlExpression column = new Column(reading.Name);
        if (reading.Type.IsNumeric)
            return column.CastTo(DataType.Double);
        if (reading.Type == DataType.Date)
            return SqlExpression.Call(SqlFunction.DaysBetween, RuleValue.Date(new DateOnly(1970, 1, 1)), column).CastTo(DataType.Double);
        return reading.Type == DataType.Timestamp
            ? new Arithmetic(ArithmeticOperator.Divide, SqlExpression.Call(SqlFunction.EpochMicroseconds, column), new WholeNumber(86_400_000_000)).CastTo(DataType.Double)
            : null;
    }
}
