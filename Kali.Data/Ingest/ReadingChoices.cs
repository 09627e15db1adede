using System.Text;
using System.Text.Json.Serialization;

namespace Kali.Data.Ingest;

/// <summary>
/// What a person decided about how a file is read; null leaves it to what is found. Texts of one character: <c>""</c> says "none".
/// </summary>
public sealed record ReadingChoices
{
    public static ReadingChoices None { get; } = new();

    /// <summary>The IANA name of an encoding.</summary>
    public string? Encoding { get; init; }

    /// <summary>What stands between fields; <c>""</c> for one column.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The quote; <c>""</c> when quotes are ordinary characters.</summary>
    public string? Quote { get; init; }

    /// <summary>The escape; the quote itself when it is doubled.</summary>
    public string? Escape { get; init; }

    public int? PreambleRows { get; init; }

    public int? HeaderRows { get; init; }

    public int? FooterRows { get; init; }

    /// <summary>How remarks begin; <c>""</c> when lines of that kind are rows.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether the row behind the header says what columns are measured in; false makes it a row like any other.</summary>
    public bool? HasUnits { get; init; }

    /// <summary>Whether rows at the end that add the others up are rows like any other.</summary>
    public bool TakesTotals { get; init; }

    /// <summary>Which of several tables of a file or sheet, from 1; 0 reads all of it as one.</summary>
    public int? Table { get; init; }

    /// <summary>The column of nested lists in JSON whose entries become rows of their own; <c>""</c> keeps every list as text.</summary>
    public string? TakeApart { get; init; }

    /// <summary>How the file's country writes dates and numbers (<c>de</c>, <c>en-GB</c>, <c>en-US</c>): the default where no value settles it.</summary>
    public string? Region { get; init; }

    /// <summary>The sheet of a workbook; null for all that are not hidden and not empty.</summary>
    public string? Sheet { get; init; }

    /// <summary>Where the records of a JSON document are, as a JSON pointer (RFC 6901): <c>/data/items</c>, or <c>""</c> for the document itself.</summary>
    public string? JsonPath { get; init; }

    /// <summary>The entry of an archive, by its name as it stands there; null for all.</summary>
    public string? Entry { get; init; }

    /// <summary>Opens a protected workbook. It is never stored, logged or printed: whoever opens the file again asks again.</summary>
    [JsonIgnore]
    public string? Password { get; init; }

    /// <summary>Whether nothing about the way of reading was chosen: which part of the file it is does not count.</summary>
    [JsonIgnore]
    public bool IsAsFound => this with { Entry = null, Sheet = null, Table = null, Password = null } == None;

    private bool PrintMembers(StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"Encoding = {Encoding}, Delimiter = {Delimiter}, Quote = {Quote}, Escape = {Escape}, PreambleRows = {PreambleRows}, HeaderRows = {HeaderRows}, FooterRows = {FooterRows}, Comment = {Comment}, HasUnits = {HasUnits}, TakesTotals = {TakesTotals}, Table = {Table}, Sheet = {Sheet}, JsonPath = {JsonPath}, TakeApart = {TakeApart}, Region = {Region}, Entry = {Entry}");
        return true;
    }
}
