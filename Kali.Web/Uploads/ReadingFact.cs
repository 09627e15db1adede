using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Ingest;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Uploads;

/// <summary>One fact of how a file is read, and what else it could be.</summary>
/// <param name="Key">Its name in the code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Text">What it is now.</param>
/// <param name="Value">The same as an option's value.</param>
/// <param name="Options">What it can be; none when it cannot be changed.</param>
/// <param name="Change">The choices with it set.</param>
public sealed record ReadingFact(
    string Key, string Name, string Text, string Value, ImmutableArray<(string Value, string Text)> Options, Func<ReadingChoices, string, ReadingChoices> Change)
{
    private static readonly string[] Encodings =
        ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "windows-1250", "windows-1251", "utf-16le", "utf-16be", "shift_jis", "gb18030", "big5", "euc-kr", "ibm850", "macintosh"];

    /// <param name="t">The reader's language.</param>
    /// <param name="part">How the part is read.</param>
    /// <param name="given">What a person chose: that stays among the facts, so that it can be taken back.</param>
    public static IEnumerable<ReadingFact> Of(IStringLocalizer t, Part part, ReadingChoices given)
    {
        var facts = part.Facts;
        bool IsChosen(Func<ReadingChoices, object?> choice) => choice(given) is not null;
        yield return new ReadingFact("format", t["Format"], Format(t, part), "", [], (choices, _) => choices);
        if (part.Sheet is { } sheet)
            yield return new ReadingFact("sheet", t["Sheet"], sheet, sheet, [], (choices, _) => choices);
        if (facts.Format == "csv")
        {
            yield return new ReadingFact("delimiter", t["Separated by"], Delimiter(t, facts.Delimiter), facts.Delimiter ?? "", With(
                [(",", Delimiter(t, ",")), (";", Delimiter(t, ";")), ("\t", Delimiter(t, "\t")), ("|", Delimiter(t, "|")), (" ", Delimiter(t, " ")), ("", Delimiter(t, null))],
                facts.Delimiter ?? "", Delimiter(t, facts.Delimiter)), (choices, value) => choices with { Delimiter = value });
            yield return new ReadingFact("quote", t["Quotes"], facts.Quote ?? t["none"], facts.Quote ?? "", With([("\"", "\""), ("'", "'"), ("", t["none"])], facts.Quote ?? "", facts.Quote ?? t["none"]),
                (choices, value) => choices with { Quote = value });
        }
        if (facts.Encoding is { } encoding)
        {
            yield return new ReadingFact("encoding", t["Characters"], encoding, encoding, With([.. Encodings.Select(name => (name, name))], encoding, encoding),
                (choices, value) => choices with { Encoding = value });
        }
        if (facts.Tables.Length > 1)
        {
            yield return new ReadingFact("table", t["Table"], t["{0} of {1}, rows {2} to {3}", Numbers.Count(facts.Table ?? 1), Numbers.Count(facts.Tables.Length), Numbers.Count(Here(facts).FirstRow), Numbers.Count(Here(facts).LastRow)],
                Digits(facts.Table ?? 1), [(Digits(facts.Table ?? 1), t["this one alone"]), ("0", t["all of it as one table"])], (choices, value) => choices with { Table = Number(value) });
        }
        if (facts.Format is "csv" && (facts.Comment is not null || IsChosen(choices => choices.Comment)))
        {
            yield return new ReadingFact("comment", t["Remarks begin with"], facts.Comment ?? t["none"], facts.Comment ?? "", With([("#", "#"), ("", t["none"])], facts.Comment ?? "", facts.Comment ?? t["none"]),
                (choices, value) => choices with { Comment = value });
        }
        if (facts.UnitsRows > 0 || IsChosen(choices => choices.HasUnits))
        {
            yield return new ReadingFact("units", t["Units"], facts.UnitsRows > 0 ? string.Join(", ", facts.Units.Where(unit => unit.Length > 0).Distinct()) : t["none"], facts.UnitsRows > 0 ? "yes" : "no",
                [("yes", t["the row under the header, not data"]), ("no", t["a row like any other"])], (choices, value) => choices with { HasUnits = value == "yes" });
        }
        if (facts.TotalsRows > 0 || IsChosen(choices => choices.TakesTotals ? "yes" : null))
        {
            yield return new ReadingFact("totals", t["Totals"], facts.TotalsRows > 0 ? t.Count(facts.TotalsRows, "one row at the end, not data", "{0} rows at the end, not data") : t["rows like any other"], facts.TotalsRows > 0 ? "out" : "in",
                [("out", t["kept out of the data"]), ("in", t["rows like any other"])], (choices, value) => choices with { TakesTotals = value == "in", FooterRows = null });
        }
        if (facts.Format is "csv" or "xlsx" or "xls" or "xlsb")
        {
            yield return new ReadingFact("header", t["Header"], Header(t, facts), Digits(facts.HeaderRows), [("0", t["no header"]), ("1", t["one row"]), ("2", t["two rows"]), ("3", t["three rows"])],
                (choices, value) => choices with { HeaderRows = Number(value) });
            yield return new ReadingFact("preamble", t["Skipped above"], t.Count(facts.PreambleRows, "one row", "{0} rows"), Digits(facts.PreambleRows),
                [.. Enumerable.Range(0, 31).Append(facts.PreambleRows).Distinct().Order().Select(n => (Digits(n), t.Count(n, "one row", "{0} rows")))],
                (choices, value) => choices with { PreambleRows = Number(value) });
        }
        if (facts.FooterRows > 0)
        {
            yield return new ReadingFact("footer", t["Skipped below"], t.Count(facts.FooterRows, "one row", "{0} rows"), Digits(facts.FooterRows),
                [("0", t.Count(0, "one row", "{0} rows")), (Digits(facts.FooterRows), t.Count(facts.FooterRows, "one row", "{0} rows"))], (choices, value) => choices with { FooterRows = Number(value) });
        }
        if (part.JsonPath is { } path)
        {
            yield return new ReadingFact("json", t["Records at"], Path(t, path), path, [.. part.OtherJsonPaths.Prepend(path).Distinct().Select(other => (other, Path(t, other)))],
                (choices, value) => choices with { JsonPath = value });
        }
        if (!facts.Lists.IsEmpty)
        {
            yield return new ReadingFact("lists", t["Lists in records"], facts.TakenApart is { } list ? t["a row for each entry of {0}", list] : t["kept as text"], facts.TakenApart ?? "",
                [("", t["kept as text"]), .. facts.Lists.Select(list => (list, t["a row for each entry of {0}", list].Value))], (choices, value) => choices with { TakeApart = value });
        }
        if (facts.Format is "csv" or "json" or "jsonl")
        {
            yield return new ReadingFact("region", t["Dates and numbers as in"], Region(t, given.Region), given.Region ?? "", [("", Region(t, null)), .. Regions.All.Select(region => (region, Region(t, region)))],
                (choices, value) => choices with { Region = value.Length == 0 ? null : value });
        }
        yield return new ReadingFact("columns", t["Columns"], Numbers.Count(facts.Columns.Length), "", [], (choices, _) => choices);
    }

    private static string Format(IStringLocalizer t, Part part)
    {
        var format = part.Facts.Format switch
        {
            "csv" => "CSV",
            "xlsx" or "xlsb" or "xls" => "Excel",
            "jsonl" => t["JSON lines"],
            "json" => "JSON",
            "parquet" => "Parquet",
            var other => other,
        };
        return part.NamedAs is { } named ? t["{0}, though it is called {1}", format, named] : format;
    }

    private static string Delimiter(IStringLocalizer t, string? delimiter) => delimiter switch
    {
        null or "" => t["one column"],
        "," => t[", comma"],
        ";" => t["; semicolon"],
        "\t" => t["tab"],
        "|" => t["| bar"],
        " " => t["space"],
        _ => delimiter,
    };

    private static string Header(IStringLocalizer t, FileFacts facts) => facts.HeaderRows switch
    {
        0 => t["no header"],
        1 => t["row {0}", Numbers.Count(facts.PreambleRows + 1)],
        var rows => t["rows {0} to {1}", Numbers.Count(facts.PreambleRows + 1), Numbers.Count(facts.PreambleRows + rows)],
    };

    private static TableFacts Here(FileFacts facts) => facts.Tables.FirstOrDefault(table => table.Table == facts.Table) ?? facts.Tables[0];

    private static string Region(IStringLocalizer t, string? region) => region switch
    {
        "de" => t["Germany: 31.12.2026, 1.234,5"],
        "en-GB" => t["Britain: 31/12/2026, 1,234.5"],
        "en-US" => t["United States: 12/31/2026, 1,234.5"],
        _ => t["what the values show"],
    };

    private static string Path(IStringLocalizer t, string path) => path.Length == 0 ? t["the document itself"] : path;

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What was found stands among the options, also when it is a rare one.</summary>
    private static ImmutableArray<(string, string)> With(ImmutableArray<(string Value, string Text)> options, string value, string text) =>
        options.Any(option => option.Value == value) ? options : options.Insert(0, (value, text));
}
