using System.Globalization;
using Kali.Data.Explore;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Explore;

/// <summary>Why a statement is not run, in the reader's language; with the line where it stands.</summary>
public static class RefusalWords
{
    public static string Sentence(IStringLocalizer<Texts> t, SqlRefusal refusal, string sql)
    {
        var (subject, line) = (refusal.Subject, refusal.LineIn(sql)?.ToString(CultureInfo.CurrentCulture) ?? "1");
        return refusal.Reason switch
        {
            SqlRefusalReason.Empty => t["There is no statement to run."],
            SqlRefusalReason.NotUnderstood => t["Line {0} cannot be read: {1}", line, subject],
            SqlRefusalReason.NotReading => t["Only reading is possible here: {0} was found on line {1}.", subject, line],
            SqlRefusalReason.SeveralStatements => t["One statement at a time: a second one begins on line {0}.", line],
            SqlRefusalReason.UnknownTable => t["There is no table {0} that you may read (line {1}).", subject, line],
            SqlRefusalReason.NotATable => t["Only tables of the lake can be read; {0} on line {1} is none.", subject, line],
            SqlRefusalReason.FunctionNotAllowed => t["The function {0} on line {1} cannot be used here.", subject, line],
            SqlRefusalReason.TableFunctionNotAllowed => t["{0} on line {1} cannot stand where a table stands.", subject, line],
            SqlRefusalReason.RangeTooLong => t["{0} on line {1} needs fixed bounds of at most {2}.", subject, line, Numbers.Count(SelectGuard.LongestRange)],
            SqlRefusalReason.Parameter => t["The parameter {0} on line {1} has no value here; write the value itself.", subject, line],
            SqlRefusalReason.Recursion => t["WITH RECURSIVE cannot be used here."],
            SqlRefusalReason.TooManyJoins => t["At most {0} joins are possible in one statement.", Numbers.Count(SelectGuard.MostJoins)],
            SqlRefusalReason.CrossJoinWithoutLimit => t["Two tables without a condition between them (line {0}) need a LIMIT.", line],
            SqlRefusalReason.ConstructNotAllowed => t["{0} on line {1} cannot be used here.", subject, line],
            SqlRefusalReason.TooLong => t["The statement is longer than {0} characters.", Numbers.Count(SelectGuard.LongestStatement)],
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        };
    }
}
