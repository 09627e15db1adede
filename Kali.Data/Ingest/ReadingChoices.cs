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

    /// <summary>The sheet of a workbook; null for all that are not hidden and not empty.</summary>
    public string? Sheet { get; init; }

    /// <summary>Where the records of a JSON document are, as a JSON pointer (RFC 6901): <c>/data/items</c>, or <c>""</c> for the document itself.</summary>
    public string? JsonPath { get; init; }

    /// <summary>The entry of an archive, by its name as it stands there; null for all.</summary>
    public string? Entry { get; init; }

    /// <summary>Opens a protected workbook. It is never stored, logged or printed: whoever opens the file again asks again.</summary>
    [JsonIgnore]
    public string? Password { get; init; }

    private bool PrintMembers(StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"Encoding = {Encoding}, Delimiter = {Delimiter}, Quote = {Quote}, Escape = {Escape}, PreambleRows = {PreambleRows}, HeaderRows = {HeaderRows}, FooterRows = {FooterRows}, Sheet = {Sheet}, JsonPath = {JsonPath}, Entry = {Entry}");
        return true;
    }
}
