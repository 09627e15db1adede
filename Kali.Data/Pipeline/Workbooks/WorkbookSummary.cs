using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Kali.Data.Pipeline;

/// <summary>A sheet of sentences at the end of the workbook: what is marked, why, and how it comes back.</summary>
internal static class WorkbookSummary
{
    private const string Name = "Kali";

    /// <param name="lines">One row each; a line's first cell may be wide.</param>
    public static void Add(WorkbookPart workbook, IEnumerable<ImmutableArray<string>> lines)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = new Worksheet(
            new Columns(
                new Column { Min = 1, Max = 1, Width = 70, CustomWidth = true },
                new Column { Min = 2, Max = 3, Width = 18, CustomWidth = true }),
            new SheetData(lines.Select((line, index) => new Row(line.Select(text => new Cell(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString })) { RowIndex = (uint)index + 1 })));
        part.Worksheet.Save();
        var book = workbook.Workbook ?? throw new InvalidOperationException("A workbook part has a workbook.");
        var sheets = book.Sheets ??= new Sheets();
        var taken = sheets.Elements<Sheet>().Select(sheet => sheet.Name?.Value ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Name;
        for (var n = 2; !taken.Add(name); n++)
            name = $"{Name} {n}";
        var number = sheets.Elements<Sheet>().Select(sheet => sheet.SheetId?.Value ?? 0).DefaultIfEmpty().Max() + 1;
        sheets.AppendChild(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = number, Name = name });
        book.Save();
    }
}
