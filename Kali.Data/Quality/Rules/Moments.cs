using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Days and times of rules, whichever of both a column holds. Instants are taken in UTC.</summary>
internal static class Moments
{
    public static bool IsMoment(DataType type) => type == DataType.Date || type == DataType.Timestamp || type == DataType.TimestampNtz;

    /// <summary>So many days before now as a constant of the column's type: a day for days, else the time; null for other types.</summary>
    public static SqlExpression? Ago(RuleSubject subject, ColumnSchema column, int days) =>
        column.Type == DataType.Date ? RuleValue.Date(subject.Today.AddDays(-days))
        : column.Type == DataType.Timestamp ? RuleValue.Instant(subject.Now.AddDays(-days))
        : column.Type == DataType.TimestampNtz ? new LocalTimeOf(RuleValue.Instant(subject.Now.AddDays(-days)), "UTC")
        : null;

    public static SqlExpression Day(RuleSubject subject, string column) =>
        subject.Find(column)?.Type == DataType.Timestamp ? new LocalTimeOf(new Column(column), "UTC").CastTo(DataType.Date)
        : subject.Find(column)?.Type == DataType.TimestampNtz ? new Column(column).CastTo(DataType.Date)
        : new Column(column);

    public static SqlExpression Instant(RuleSubject subject, string column) => subject.Find(column)?.Type == DataType.Timestamp
        ? new Column(column)
        : new InstantOf(new Column(column).CastTo(DataType.TimestampNtz), "UTC");
}
