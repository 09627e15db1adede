using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Kali.Data.Engines;

namespace Kali.Data.Pipeline;

/// <summary>A workbook of texts, for files that are none themselves: each row stands where the file's line number says.</summary>
internal static class PlainWorkbook
{
    public const string Sheet = "Data";
    private const long MostRows = 1_048_576;
    private const int LongestText = 32_767;

    /// <param name="rows">The row's number, then its texts.</param>
    /// <param name="offset">What is added to a row's number: 1 where the file has no line for the header.</param>
    /// <returns>The last sheet row.</returns>
    public static async Task<long> WriteAsync(Stream target, string file, IReadOnlyList<string> headers, long headerRow, long offset, ResultSet rows, CancellationToken ct)
    {
        using var document = SpreadsheetDocument.Create(target, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var part = workbook.AddNewPart<WorksheetPart>();
        var last = headerRow;
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(new SheetViews(new SheetView { WorkbookViewId = 0 }));
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, headerRow, headers);
            await foreach (var row in rows.ReadAsync(ct))
            {
                last = (long)row[0]! + offset;
                if (last > MostRows)
                    throw new RefusedException($"{file} has more rows than a workbook holds ({MostRows:N0}). Nothing was made. Download the held-back rows instead.");
                WriteRow(writer, last, row.Skip(1).Select(text => text as string));
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = 1, Name = Sheet }));
        return last;
    }

    private static void WriteRow(OpenXmlWriter writer, long number, IEnumerable<string?> texts)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        foreach (var (column, text) in texts.Index())
        {
            if (text is null)
                continue;
            writer.WriteElement(new Cell(new InlineString(new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }))
            {
                CellReference = string.Create(CultureInfo.InvariantCulture, $"{CellAddress.Letters(column)}{number}"),
                DataType = CellValues.InlineString,
            });
        }
        writer.WriteEndElement();
    }

    private static string Printable(string text) =>
        string.Concat((text.Length > LongestText ? text[..LongestText] : text).Select(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
}
