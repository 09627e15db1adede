using System.Globalization;

namespace Kali.Data.Ingest;

/// <summary>The English sentences of refusals: what it is · what is kept · what to do.</summary>
internal static class RefusalText
{
    public static string English(Refusal refusal)
    {
        var (what, todo) = Parts(refusal);
        var named = refusal.NamedAs is null ? "" : $", not {Claim(refusal.NamedAs)}";
        return $"{refusal.File} {what}{named}. Nothing was stored. {todo}";
    }

    private static (string What, string ToDo) Parts(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.Empty => ("is empty", "Check how it was exported and drop it again."),
        RefusalReason.EncryptedZip => ("is a zip archive with a password", "Unpack it and drop the files inside."),
        RefusalReason.EmptyArchive => ("is an archive without a file in it", "Drop the files themselves."),
        RefusalReason.ArchiveWithoutTables => ("is an archive in which no file is a table", "Drop files in CSV, Excel, JSON or Parquet."),
        RefusalReason.ProtectedEntry => ("is a workbook with a password", "Choose it alone and give its password."),
        RefusalReason.NestedArchive => ("is an archive inside an archive", "Unpack it and drop the files inside."),
        RefusalReason.OtherArchive => ($"is {A(refusal.Detail ?? "other")} archive", "Unpack it and drop the files inside, or pack them as zip or gzip."),
        RefusalReason.TooManyEntries => ($"is an archive of {Number(refusal.Figure)} files, Kali opens archives of up to {Number(refusal.Limit)}", "Drop the files in smaller archives."),
        RefusalReason.ExpandsTooFar => ($"would unpack to more than {Size(refusal.Limit)} from {Size(refusal.Figure)}, which is more than a file of tables does", "Unpack it and drop the files inside."),
        RefusalReason.CorruptArchive => ("is an archive that is damaged or cut off", "Make it again at its source and drop it again."),
        RefusalReason.Executable => ("is a program", "Drop the file that holds the data."),
        RefusalReason.Script => ("is a script", "Drop the file that holds the data."),
        RefusalReason.Image => ($"is an image ({refusal.Detail})", "Drop the table itself as CSV or Excel."),
        RefusalReason.Pdf => ("is a PDF document", "Export the table as CSV or Excel and drop that."),
        RefusalReason.Html => ("is a web page (HTML)", "Open it in Excel, save it as .xlsx and drop that."),
        RefusalReason.Xml => ("is an XML document", "Save it as .xlsx or CSV and drop that."),
        RefusalReason.Avro => ("is an Avro file", "Export it as Parquet or CSV and drop that."),
        RefusalReason.Database => ($"is a database ({refusal.Detail})", "Export its tables as CSV and drop those."),
        RefusalReason.OfficeDocument => ($"is {A(refusal.Detail ?? "Office")} document", "Put the table in a workbook and drop that."),
        RefusalReason.OpenDocument => ("is an OpenDocument file", "Save it as .xlsx and drop that."),
        RefusalReason.CorruptWorkbook => ("is a workbook that is damaged or cut off", "Open it in Excel, save it again and drop that."),
        RefusalReason.EmptyWorkbook => ("is a workbook without a filled cell", "Check how it was saved and drop it again."),
        RefusalReason.UnknownSheet => ($"has no sheet “{refusal.Detail}”", "Choose one of its sheets."),
        RefusalReason.EmptySheet => ($"has no filled cell on the sheet “{refusal.Detail}”", "Choose another sheet."),
        RefusalReason.TooManyCells => ("spans more rows and columns than a sheet of data does", "Delete what is far outside of the table, save it and drop it again."),
        RefusalReason.CorruptParquet => ("is a Parquet file that is damaged or cut off", "Make it again at its source and drop it again."),
        RefusalReason.NotJson => ("begins as JSON and does not go on as JSON", "Check how it was exported and drop it again."),
        RefusalReason.UnknownJsonPath => ($"has no list of records at “{refusal.Detail}”", "Choose one of the lists it has."),
        RefusalReason.NoRecords => ("has no record in it", "Check how it was exported and drop it again."),
        RefusalReason.UnknownEntry => ($"has no file “{refusal.Detail}” in it", "Choose one of the files it has."),
        RefusalReason.UnknownEncoding => ($"was to be read as “{refusal.Detail}”, which is no encoding Kali knows", "Choose another one, for example utf-8 or windows-1252."),
        RefusalReason.BinaryData => ("holds binary data of no kind that Kali reads", "Export the table as CSV, Excel, JSON or Parquet and drop that."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Reason, "A refusal without a sentence."),
    };

    private static string Claim(string code) => code switch
    {
        "csv" => "a CSV",
        "tsv" => "a TSV",
        "txt" => "a text",
        "excel" => "an Excel workbook",
        "json" => "a JSON document",
        "jsonl" => "JSON lines",
        "parquet" => "a Parquet file",
        "zip" => "a zip archive",
        "gzip" => "a gzip archive",
        _ => code,
    };

    private static string A(string noun) => noun.Length > 0 && "aeiouAEIOU".Contains(noun[0], StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";

    private static string Number(long? value) => (value ?? 0).ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long? bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / 1e9:0.#} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / 1e6:0.#} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / 1e3:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes ?? 0} bytes"),
    };
}
