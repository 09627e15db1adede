using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Kali.Data.Engines;

namespace Kali.Data.Explore.Export;

/// <summary>
/// Writes a result as a workbook, row by row. Texts are texts, never formulas; numbers beyond Excel's 15 digits are written as text
/// so that none is rounded; after 1,048,575 rows another sheet follows.
/// </summary>
public static class XlsxExport
{
    public const int RowsPerSheet = 1_048_575;
    private const int LongestText = 32_767;
    private const uint DateStyle = 1;
    private const uint InstantStyle = 2;
    private const uint HeaderStyle = 3;

    public static async Task<long> WriteAsync(ResultSetView view, Stream target, CancellationToken ct)
    {
        // The package seeks while it is written, a response body cannot.
        await using var buffer = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var count = await WritePackageAsync(view, buffer, ct);
        buffer.Position = 0;
        await buffer.CopyToAsync(target, ct);
        return count;
    }

    private static async Task<long> WritePackageAsync(ResultSetView view, Stream buffer, CancellationToken ct)
    {
        using var document = SpreadsheetDocument.Create(buffer, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var sheets = new Sheets();
        long count = 0;
        await using (var rows = view.Rows.ReadAsync(ct).GetAsyncEnumerator(ct))
        {
            var more = await rows.MoveNextAsync();
            do
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                var number = (uint)sheets.ChildElements.Count + 1;
                sheets.AppendChild(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = number, Name = string.Create(CultureInfo.InvariantCulture, $"Data {number}") });
                using var writer = OpenXmlWriter.Create(part);
                Begin(writer, view);
                for (var inSheet = 0; more && inSheet < RowsPerSheet; inSheet++, count++)
                {
                    WriteRow(writer, rows.Current);
                    more = await rows.MoveNextAsync();
                }
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
            while (more);
        }
        workbook.Workbook = new Workbook(sheets);
        return count;
    }

    private static void Begin(OpenXmlWriter writer, ResultSetView view)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(view.Rows.Columns.Select((column, i) => new DocumentFormat.OpenXml.Spreadsheet.Column
        {
            Min = (uint)i + 1,
            Max = (uint)i + 1,
            Width = Width(column.Type, view.Headers[i]),
            CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
        writer.WriteStartElement(new Row());
        foreach (var header in view.Headers)
            writer.WriteElement(TextCell(header, HeaderStyle));
        writer.WriteEndElement();
    }

    private static double Width(DataType type, string header) =>
        Math.Clamp(Math.Max(header.Length + 3, type == DataType.Timestamp ? 21 : type == DataType.String ? 22 : 12), 8, 60);

    private static void WriteRow(OpenXmlWriter writer, object?[] row)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in row)
            writer.WriteElement(CellOf(value));
        writer.WriteEndElement();
    }

    private static Cell CellOf(object? value) => value switch
    {
        null => new Cell(),
        string text => TextCell(text, 0),
        bool flag => new Cell { DataType = CellValues.Boolean, CellValue = new CellValue(flag) },
        DateOnly date when date.Year >= 1900 => Number(date.ToDateTime(TimeOnly.MinValue).ToOADate(), DateStyle),
        DateTimeOffset instant when instant.Year >= 1900 => Number(instant.UtcDateTime.ToOADate(), InstantStyle),
        DateTime wallClock when wallClock.Year >= 1900 => Number(wallClock.ToOADate(), InstantStyle),
        double number when double.IsFinite(number) => Number(number, 0),
        float number when float.IsFinite(number) => Number(number, 0),
        long or int or short or sbyte or decimal => Exact(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        byte[] bytes => TextCell(Convert.ToHexString(bytes), 0),
        _ => TextCell(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", 0),
    };

    private static Cell Number(double number, uint style) =>
        new() { StyleIndex = style, CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture)) };

    private static Cell Exact(string digits) =>
        digits.Count(char.IsAsciiDigit) <= 15 ? new Cell { CellValue = new CellValue(digits) } : TextCell(digits, 0);

    private static Cell TextCell(string text, uint style) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new InlineString(new Text(Allowed(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    /// <summary>XML has no place for most control characters, Excel none for more than 32,767 characters.</summary>
    private static string Allowed(string text)
    {
        if (text.Length > LongestText)
            text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.AsSpan().ContainsAny('\ufffe', '\uffff'))
            return text;
        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var isPair = char.IsHighSurrogate(source[i]) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]);
                target[i] = isPair || System.Xml.XmlConvert.IsXmlChar(source[i]) ? source[i] : '\ufffd';
                if (isPair)
                    target[++i] = source[i];
            }
        });
    }

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm:ss" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true },
            new CellFormat { FontId = 1, ApplyFont = true }));
}
