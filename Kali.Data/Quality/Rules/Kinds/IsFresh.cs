using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>The newest value of a date or time column is not older than an age.</summary>
public sealed record IsFresh(string Column, TimeSpan MaxAge) : RuleKind
{
    internal const string Name = "freshness";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Timeliness;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) => words.IsFresh(label(Column), MaxAge);

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
        column.Type == DataType.Date || column.Type == DataType.Timestamp || column.Type == DataType.TimestampNtz
            ? new RuleTest.Whole(facts => Judge(facts, subject.Now), Measure.Of(AggregateFunction.Max, new Column(Column)))
            : new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})")));

    private WholeVerdict Judge(WholeFacts facts, DateTimeOffset now)
    {
        // A date lasts until its end.
        DateTimeOffset? newest = facts.Measured[0] switch
        {
            DateOnly date => new DateTimeOffset(date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            DateTimeOffset instant => instant,
            DateTime local => new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc)),
            _ => null,
        };
        return new WholeVerdict(
            newest is { } at && now - at <= MaxAge,
            Failing: null,
            facts.Measured[0] is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : newest?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "∅",
            string.Create(CultureInfo.InvariantCulture, $"≤ {MaxAge.TotalHours:0.#} h"));
    }
}
