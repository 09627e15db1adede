using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Rows come steadily: in every window of time between the first and the last row there are at least so many.</summary>
/// <param name="Column">A column of days or times.</param>
/// <param name="Window">How long a window is; windows begin at 1970-01-01T00:00Z and multiples from there.</param>
/// <param name="LeastRows">At least so many rows in each.</param>
/// <param name="Lookback">Only windows that ended within this time; null for all that the rows span.</param>
public sealed record RowsPerWindow(string Column, TimeSpan Window, long LeastRows = 1, TimeSpan? Lookback = null) : RuleKind
{
    internal const string Name = "rows_per_window";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Timeliness;

    public override bool IsAboutRows => false;

    internal override string Sentence(RuleWords words, Func<string, string> label) => Lookback is { } back
        ? words.Say(
            $"In the last {words.Span(back)}, {label(Column)} has at least {words.Number(LeastRows)} rows in every {words.Span(Window)}",
            $"Für die letzten {words.Span(back)} hat {label(Column)} je {words.Span(Window)} mindestens {words.Number(LeastRows)} Zeilen")
        : words.Say(
            $"From its first to its last, {label(Column)} has at least {words.Number(LeastRows)} rows in every {words.Span(Window)}",
            $"Vom ersten bis zum letzten Wert hat {label(Column)} je {words.Span(Window)} mindestens {words.Number(LeastRows)} Zeilen");

    internal override RuleTest Test(RuleSubject subject) => With(subject, Column, column =>
    {
        if (!Moments.IsMoment(column.Type))
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.OtherType, $"{Column} ({column.Type})"));
        if (Window <= TimeSpan.Zero)
            return new RuleTest.Impossible(new Obstacle(ObstacleKind.Value, $"{Window}"));
        var width = Window.Ticks / TimeSpan.TicksPerMicrosecond;
        var micros = SqlExpression.Call(SqlFunction.EpochMicroseconds, Moments.Instant(subject, Column));
        var window = SqlExpression.Call(SqlFunction.Floor, new Arithmetic(ArithmeticOperator.Divide, micros, new WholeNumber(width))).CastTo(DataType.Long);
        // The window that now lies in is not over yet.
        var (first, last) = Lookback is { } back ? (WindowOf(subject.Now - back), WindowOf(subject.Now) - 1) : ((long?)null, (long?)null);
        var looked = first is { } from && last is { } to ? Case.When(new AllOf(window.AtLeast(new WholeNumber(from)), window.AtMost(new WholeNumber(to))), window) : window;
        return new RuleTest.Whole(facts => Judge(facts, first, last), Measure.Of(AggregateFunction.Min, looked), Measure.Of(AggregateFunction.Max, looked))
        {
            Tally = new Tally(looked, counted => Sql.Of($"SELECT count(*) FROM ({counted}) AS counted WHERE n >= {new WholeNumber(LeastRows)}")),
        };
    });

    private long WindowOf(DateTimeOffset moment) => (long)Math.Floor((moment - DateTimeOffset.UnixEpoch) / Window);

    private WholeVerdict Judge(WholeFacts facts, long? from, long? to)
    {
        var (first, last) = (from ?? (long?)facts.Number(0), to ?? (long?)facts.Number(1));
        var windows = first is { } low && last is { } high ? Math.Max(0, high - low + 1) : 0;
        var full = CheckCounts.Number(facts.Tallied);
        return new WholeVerdict(full >= windows, Failing: null, $"{full} / {windows}", FormattableString.Invariant($"≥ {LeastRows} × {windows}"));
    }
}
