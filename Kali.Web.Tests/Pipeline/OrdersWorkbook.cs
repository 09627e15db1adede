using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Kali.Web.Tests.Pipeline;

/// <summary>A workbook as a clerk has it: orders with typed cells and three that went wrong, a second sheet with a formula, a format of its own.</summary>
internal static class OrdersWorkbook
{
    public const int Orders = 120;

    /// <summary>Sheet rows with an amount that is no number.</summary>
    public const int FirstBadAmount = 10;
    public const int SecondBadAmount = 20;

    /// <summary>The sheet row with a date that is none.</summary>
    public const int BadDate = 30;

    private const uint Money = 1;
    private const uint Day = 2;
    private const uint Bold = 3;

    public static byte[] Make()
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var orders = workbook.AddNewPart<WorksheetPart>();
            orders.Worksheet = new Worksheet(
                new SheetDimension { Reference = $"A1:E{Orders + 1}" },
                new Columns(new Column { Min = 1, Max = 5, Width = 14, CustomWidth = true }),
                new SheetData(Enumerable.Range(1, Orders + 1).Select(RowOf)),
                new AutoFilter { Reference = $"A1:E{Orders + 1}" });
            var notes = workbook.AddNewPart<WorksheetPart>();
            notes.Worksheet = new Worksheet(new SheetData(
                new Row(Text("A1", "Prices are net", Bold)) { RowIndex = 1 },
                new Row(new Cell { CellReference = "A2", CellFormula = new CellFormula("SUM(Orders!D2:D5)"), CellValue = new CellValue("42"), StyleIndex = Money }) { RowIndex = 2 }));
            workbook.Workbook = new Workbook(new Sheets(
                new Sheet { Id = workbook.GetIdOfPart(orders), SheetId = 1, Name = "Orders" },
                new Sheet { Id = workbook.GetIdOfPart(notes), SheetId = 2, Name = "Notes" }));
        }
        return bytes.ToArray();
    }

    /// <summary>The workbook with cells changed as a person changes them: a value is a number where it is one, a day where it is one, else a text.</summary>
    public static byte[] Edit(byte[] workbook, IReadOnlyDictionary<string, string> cells, Action<SheetData>? more = null)
    {
        using var bytes = new MemoryStream();
        bytes.Write(workbook);
        using (var document = SpreadsheetDocument.Open(bytes, isEditable: true))
        {
            var sheet = Sheet(document, "Orders");
            var data = sheet.Worksheet!.GetFirstChild<SheetData>()!;
            foreach (var (address, value) in cells)
            {
                var cell = data.Descendants<Cell>().Single(cell => cell.CellReference == address);
                cell.RemoveAllChildren();
                if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    (cell.DataType, cell.StyleIndex, cell.CellValue) = (null, Day, new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)));
                else if (double.TryParse(value, CultureInfo.InvariantCulture, out _))
                    (cell.DataType, cell.CellValue) = (null, new CellValue(value));
                else
                    (cell.DataType, cell.CellValue) = (CellValues.String, new CellValue(value));
            }
            more?.Invoke(data);
            sheet.Worksheet.Save();
        }
        return bytes.ToArray();
    }

    public static WorksheetPart Sheet(SpreadsheetDocument document, string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().Single(sheet => sheet.Name == name).Id!.Value!);

    private static Row RowOf(int number)
    {
        if (number == 1)
            return new Row(new[] { "Order ID", "Customer", "Country", "Amount", "Ordered on" }.Select((header, column) => Text($"{(char)('A' + column)}1", header, Bold))) { RowIndex = 1 };
        var day = new DateOnly(2026, 1, 1).AddDays(number).ToDateTime(TimeOnly.MinValue).ToOADate();
        return new Row(
            Text($"A{number}", string.Create(CultureInfo.InvariantCulture, $"A-{number:D4}")),
            Text($"B{number}", $"Kunde {number}"),
            Text($"C{number}", number % 3 == 0 ? "AT" : "DE"),
            number is FirstBadAmount ? Text($"D{number}", "viel", Money) : number is SecondBadAmount ? Text($"D{number}", "n. bek.", Money) : Number($"D{number}", number + 0.25, Money),
            number is BadDate ? Text($"E{number}", "31.02.2026", Day) : Number($"E{number}", day, Day))
        { RowIndex = (uint)number };
    }

    private static Cell Text(string address, string text, uint style = 0) =>
        new(new InlineString(new Text(text))) { CellReference = address, DataType = CellValues.InlineString, StyleIndex = style };

    private static Cell Number(string address, double number, uint style) =>
        new() { CellReference = address, StyleIndex = style, CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) };

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 4, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { FontId = 1, ApplyFont = true }));
}
