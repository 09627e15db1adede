using System.Globalization;
using Kali.Data.Explore;

namespace Kali.Web.Commands;

/// <summary>Why a statement is not run, in a sentence for the terminal.</summary>
internal static class RefusalSentence
{
    public static string Of(SqlRefusal refusal, string sql)
    {
        var where = refusal.LineIn(sql) is { } line ? string.Create(CultureInfo.InvariantCulture, $" on line {line}") : "";
        return refusal.Reason switch
        {
            SqlRefusalReason.Empty => "There is no statement to run.",
            SqlRefusalReason.NotUnderstood => $"The statement cannot be read{where}: {refusal.Subject}",
            SqlRefusalReason.NotReading => $"Only reading is possible here: {refusal.Subject} was found{where}.",
            SqlRefusalReason.SeveralStatements => $"One statement at a time: a second one begins{where}.",
            SqlRefusalReason.UnknownTable => $"There is no table {refusal.Subject} that you may read{where}.",
            SqlRefusalReason.NotATable => $"Only tables of the lake can be read; {refusal.Subject}{where} is not one.",
            SqlRefusalReason.FunctionNotAllowed => $"The function {refusal.Subject}{where} cannot be used here.",
            SqlRefusalReason.TableFunctionNotAllowed => $"{refusal.Subject}{where} cannot stand where a table stands.",
            SqlRefusalReason.RangeTooLong => $"{refusal.Subject}{where} needs constant bounds of at most 1,000,000.",
            SqlRefusalReason.Parameter => $"Parameters such as ${refusal.Subject}{where} have no value here; write the value itself.",
            SqlRefusalReason.Recursion => "WITH RECURSIVE cannot be used here.",
            SqlRefusalReason.TooManyJoins => $"At most {SelectGuard.MostJoins} joins are possible in one statement.",
            SqlRefusalReason.CrossJoinWithoutLimit => $"Two tables without a condition between them{where} need a LIMIT.",
            SqlRefusalReason.ConstructNotAllowed => $"{refusal.Subject}{where} cannot be used here.",
            SqlRefusalReason.TooLong => "The statement is longer than 100,000 characters.",
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        };
    }
}
