using Kali.Data.Ingest;

namespace Kali.Web.Commands;

/// <summary>What the command line takes for an answer, because nobody is there to ask; it is always told.</summary>
internal static class AssumedAnswer
{
    public static string Sentence(Question question) => question switch
    {
        Question.DateOrder order =>
            $"assumed that dates in {order.Label} are written {order.Default}; {VerbWords.Count(order.Ambiguous)} of {VerbWords.Count(order.Of)} could be read another way.",
        Question.DecimalSeparator separator =>
            $"assumed that “{separator.Default}” divides decimals in {separator.Label}; {VerbWords.Count(separator.Ambiguous)} of {VerbWords.Count(separator.Of)} could be read another way.",
        Question.TimeZone zone =>
            $"assumed that times in {string.Join(", ", zone.Labels)} are in {zone.Default}; {VerbWords.Count(zone.Values)} of them say no zone.",
        Question.Sheets sheets =>
            $"assumed that every sheet that is not hidden is meant: {string.Join(", ", sheets.Visible)}. --sheet chooses one.",
        Question.Tables tables =>
            $"assumed that every table of the file is meant: {VerbWords.Count(tables.All.Length)} of them.",
        Question.News news =>
            $"assumed that what is not like the last file is meant: {string.Join(" ", news.Signs.Select(sign => sign.Says.Text))}",
        Question.SchemaChanged changed =>
            $"assumed that the changed columns are meant: {string.Join(", ", changed.Diff.Columns.Select(Change).OfType<string>())}.",
        Question.SameFile same => $"assumed that it need not be loaded again; it equals {same.EarlierFile} byte for byte.",
        _ => $"assumed {question.Key} is {question.Default}.",
    };

    private static string? Change(ColumnChange change) => change switch
    {
        ColumnChange.New column => $"{column.Label} is new",
        ColumnChange.Renamed column => $"{column.FromLabel} is called {column.ToLabel} now",
        ColumnChange.Missing column => $"{column.Label} is missing",
        ColumnChange.TypeChanged column => $"{column.Label} looks like another type",
        _ => null,
    };
}
