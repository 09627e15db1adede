using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What a rule demands, with its parameters. Each kind knows its test, its sentence and what it needs of the table.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NotNull), NotNull.Name)]
[JsonDerivedType(typeof(NullRatio), NullRatio.Name)]
[JsonDerivedType(typeof(Unique), Unique.Name)]
[JsonDerivedType(typeof(DuplicateRows), DuplicateRows.Name)]
[JsonDerivedType(typeof(FitsType), FitsType.Name)]
[JsonDerivedType(typeof(HasSchema), HasSchema.Name)]
[JsonDerivedType(typeof(OneOf), OneOf.Name)]
[JsonDerivedType(typeof(InRange), InRange.Name)]
[JsonDerivedType(typeof(MatchesPattern), MatchesPattern.Name)]
[JsonDerivedType(typeof(RowCountWithin), RowCountWithin.Name)]
[JsonDerivedType(typeof(RowHolds), RowHolds.Name)]
[JsonDerivedType(typeof(ExistsIn), ExistsIn.Name)]
[JsonDerivedType(typeof(IsFresh), IsFresh.Name)]
[JsonDerivedType(typeof(MissingValues), MissingValues.Name)]
[JsonDerivedType(typeof(MustBeMissing), MustBeMissing.Name)]
[JsonDerivedType(typeof(DistinctCount), DistinctCount.Name)]
[JsonDerivedType(typeof(DistinctRatio), DistinctRatio.Name)]
[JsonDerivedType(typeof(UniquenessRatio), UniquenessRatio.Name)]
[JsonDerivedType(typeof(NotOneOf), NotOneOf.Name)]
[JsonDerivedType(typeof(ContainsValues), ContainsValues.Name)]
[JsonDerivedType(typeof(CombinationInList), CombinationInList.Name)]
[JsonDerivedType(typeof(NotInRange), NotInRange.Name)]
[JsonDerivedType(typeof(EqualTo), EqualTo.Name)]
[JsonDerivedType(typeof(LengthWithin), LengthWithin.Name)]
[JsonDerivedType(typeof(ColumnType), ColumnType.Name)]
[JsonDerivedType(typeof(ColumnCount), ColumnCount.Name)]
[JsonDerivedType(typeof(DateFormat), DateFormat.Name)]
[JsonDerivedType(typeof(HasFormat), HasFormat.Name)]
[JsonDerivedType(typeof(IpInNetwork), IpInNetwork.Name)]
[JsonDerivedType(typeof(NoPersonalData), NoPersonalData.Name)]
[JsonDerivedType(typeof(IsJson), IsJson.Name)]
[JsonDerivedType(typeof(NotInFuture), NotInFuture.Name)]
[JsonDerivedType(typeof(OlderThan), OlderThan.Name)]
[JsonDerivedType(typeof(OlderThanColumn), OlderThanColumn.Name)]
[JsonDerivedType(typeof(CompareColumns), CompareColumns.Name)]
[JsonDerivedType(typeof(NoOutliers), NoOutliers.Name)]
[JsonDerivedType(typeof(MatchesTable), MatchesTable.Name)]
[JsonDerivedType(typeof(RowCountMatches), RowCountMatches.Name)]
[JsonDerivedType(typeof(RowCountChange), RowCountChange.Name)]
[JsonDerivedType(typeof(AggregateWithin), AggregateWithin.Name)]
[JsonDerivedType(typeof(AggregateMatches), AggregateMatches.Name)]
[JsonDerivedType(typeof(MostCommonValue), MostCommonValue.Name)]
[JsonDerivedType(typeof(CorrelationWithin), CorrelationWithin.Name)]
[JsonDerivedType(typeof(DistributedLike), DistributedLike.Name)]
[JsonDerivedType(typeof(RowsPerWindow), RowsPerWindow.Name)]
[JsonDerivedType(typeof(SqlQuery), SqlQuery.Name)]
public abstract record RuleKind
{
    /// <summary>The kind's name in files and tables: <c>not_null</c>, <c>in_list</c>…</summary>
    [JsonIgnore]
    public abstract string Code { get; }

    /// <summary>The columns it looks at, by technical name; empty for rules about the whole table.</summary>
    [JsonIgnore]
    public abstract ImmutableArray<string> Columns { get; }

    /// <summary>The dimension it assesses unless the rule says otherwise.</summary>
    [JsonIgnore]
    public abstract QualityDimension Dimension { get; }

    /// <summary>Whether single rows break it; else the table as a whole does.</summary>
    [JsonIgnore]
    public virtual bool IsAboutRows => true;

    /// <summary>What must be so, in one sentence without a full stop.</summary>
    internal abstract string Sentence(RuleWords words, Func<string, string> label);

    /// <summary>The test for a table, or the obstacle that keeps it from running.</summary>
    internal abstract RuleTest Test(RuleSubject subject);

    /// <summary>The columns of the subject by name, or the obstacle that one is not there.</summary>
    private protected static RuleTest With(RuleSubject subject, string column, Func<ColumnSchema, RuleTest> test) =>
        subject.Find(column) is { } found ? test(found) : new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, column));

    private protected static RuleTest With(RuleSubject subject, ImmutableArray<string> columns, Func<RuleTest> test) =>
        columns.FirstOrDefault(column => subject.Find(column) is null) is { } missing
            ? new RuleTest.Impossible(new Obstacle(ObstacleKind.NoSuchColumn, missing))
            : test();

    private protected static RuleTest OfText(RuleSubject subject, string column, Func<SqlExpression, RuleTest> test) => With(subject, column, found =>
        found.Type == DataType.String ? test(new Column(column)) : new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{column} ({found.Type})")));

    private protected static bool SameColumns(ImmutableArray<string> one, ImmutableArray<string> other) => one.AsSpan().SequenceEqual(other.AsSpan());
}
