using System.Globalization;
using Kali.Data.Ingest;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Uploads;

/// <summary>Questions a file leaves open, as a person is asked them.</summary>
public static class QuestionWords
{
    public static string Title(IStringLocalizer t, Question question) => question switch
    {
        Question.DateOrder => t["How are dates written?"],
        Question.DecimalSeparator => t["Which sign divides decimals?"],
        Question.TimeZone => t["Which zone are these times in?"],
        Question.Sheets => t["Load this sheet?"],
        Question.Tables => t["Load this table?"],
        Question.News => t["This file is not like the last one. Is it meant?"],
        Question.SchemaChanged => t["Are the changed columns meant?"],
        _ => t["Load it again?"],
    };

    public static string Why(IStringLocalizer t, Question question) => question switch
    {
        Question.DateOrder order => t["No date in {0} settles it: {1} of {2} could be read both ways.", order.Label, Numbers.Count(order.Ambiguous), Numbers.Count(order.Of)],
        Question.DecimalSeparator separator => t["No value in {0} settles it: {1} of {2} could be read both ways.", separator.Label, Numbers.Count(separator.Ambiguous), Numbers.Count(separator.Of)],
        Question.TimeZone zone => t["{0} in {1} say no zone.", Numbers.Count(zone.Values), string.Join(", ", zone.Labels)],
        Question.Sheets sheets => t["The workbook has {0} sheets.", Numbers.Count(sheets.Visible.Length + sheets.Hidden.Length)],
        Question.Tables tables => t["The file holds {0} tables, this is number {1}.", Numbers.Count(tables.All.Length), Numbers.Count(tables.Table)],
        Question.News news => news.Signs[0].Says.Words(),
        Question.SchemaChanged => t["The columns are not those the dataset has. Nothing is written yet."],
        Question.SameFile same => t["This file equals {0} byte for byte.", same.EarlierFile],
        _ => "",
    };

    public static string Option(IStringLocalizer t, Question question, string option) => question switch
    {
        Question.DateOrder => option.StartsWith('d') ? t["Day first"] : option.StartsWith('M') ? t["Month first"] : t["Year first"],
        Question.DecimalSeparator => option == "," ? t["Comma"] : t["Point"],
        Question.Sheets or Question.Tables => t["Yes, with the others"],
        Question.News => option == "accept" ? t["Yes, take it as it is"] : t["Do not load this file"],
        Question.SchemaChanged => option == "accept" ? t["Take them as they are now"] : t["Do not load this file"],
        Question.SameFile => option == "skip" ? t["No, it is loaded already"] : t["Load it again"],
        _ => option,
    };

    /// <summary>What a real value of the file would be under that answer; null when an example tells nothing.</summary>
    public static string? Example(IStringLocalizer t, Question question, string option) => question switch
    {
        Question.DateOrder { Examples: [var example, ..] } when DateTime.TryParseExact(example, option, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) =>
            t["{0} is {1}", example, date.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)].Value,
        Question.DecimalSeparator { Examples: [var example, ..] } => t["{0} is {1}", example, Value(example, option[0])].Value,
        Question.TimeZone { Examples: [var example, ..] } => t["{0} in {1}", example, option].Value,
        _ => null,
    };

    private static string Value(string text, char separator)
    {
        var plain = new string([.. text.Where(c => char.IsDigit(c) || c == separator || c == '-')]).Replace(separator, '.');
        return decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("#,0.##########", CultureInfo.CurrentCulture)
            : text;
    }
}
