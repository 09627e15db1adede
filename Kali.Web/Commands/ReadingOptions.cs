using System.CommandLine;
using Kali.Data.Ingest;

namespace Kali.Web.Commands;

/// <summary>How a file is to be read, where it is not to be found out: the choices of the upload page, for verbs that read files.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<string?> _encoding = new("--encoding") { Description = "Characters: utf-8, windows-1252, …", HelpName = "NAME" };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "What stands between fields; tab for a tab, none for one column", HelpName = "TEXT" };
    private readonly Option<string?> _quote = new("--quote") { Description = "What fields are put in; none without", HelpName = "C" };
    private readonly Option<string?> _comment = new("--comment") { Description = "How remarks begin; none without", HelpName = "TEXT" };
    private readonly Option<int?> _preamble = new("--preamble") { Description = "Rows before the header", HelpName = "N" };
    private readonly Option<int?> _header = new("--header") { Description = "Rows of the header", HelpName = "N" };
    private readonly Option<int?> _footer = new("--footer") { Description = "Rows behind the data", HelpName = "N" };
    private readonly Option<string?> _units = new("--units") { Description = "Whether the row under the header says what columns are measured in: yes or no", HelpName = "WORD" };
    private readonly Option<bool> _totals = new("--with-totals") { Description = "Take rows that add the others up as rows" };
    private readonly Option<int?> _table = new("--table") { Description = "Which of several tables, from 1; 0 reads all as one", HelpName = "N" };
    private readonly Option<string?> _path = new("--path") { Description = "Where the records of a JSON document are: /data/items", HelpName = "POINTER" };
    private readonly Option<string?> _list = new("--list") { Description = "A list in JSON records whose entries become rows", HelpName = "COLUMN" };

    public void AddTo(Command command)
    {
        _units.AcceptOnlyFromAmong("yes", "no");
        foreach (var option in new Option[] { _encoding, _delimiter, _quote, _comment, _preamble, _header, _footer, _units, _totals, _table, _path, _list })
            command.Add(option);
    }

    public ReadingChoices Of(ParseResult given) => new()
    {
        Encoding = given.GetValue(_encoding),
        Delimiter = Text(given.GetValue(_delimiter)),
        Quote = Text(given.GetValue(_quote)),
        Comment = Text(given.GetValue(_comment)),
        PreambleRows = given.GetValue(_preamble),
        HeaderRows = given.GetValue(_header),
        FooterRows = given.GetValue(_footer),
        HasUnits = given.GetValue(_units) is { } word ? word == "yes" : null,
        TakesTotals = given.GetValue(_totals),
        Table = given.GetValue(_table),
        JsonPath = given.GetValue(_path),
        TakeApart = given.GetValue(_list),
    };

    private static string? Text(string? word) => word switch
    {
        "none" => "",
        "tab" or "\\t" => "\t",
        _ => word,
    };
}
