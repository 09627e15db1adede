using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Kali.Data.Ingest;
using Xunit;

namespace Kali.Web.Tests.Ingest;

/// <summary>Several tables on one sheet, units under headers and totals under figures.</summary>
public sealed class SheetBlockTests
{
    [Fact]
    public void TablesBesideOneAnother_AreParts()
    {
        var file = Sheet(
            ["Id", "City", "Amount", null, "Name", "Age"],
            ["1", "Wien", "5", null, "Anna", "31"],
            ["2", "Köln", "7", null, "Bert", "45"],
            ["3", "Graz", "9"],
            ["4", "Linz", "2"]);
        var parts = FileLab.Parts(file);

        Assert.Equal(["book", "book__table_2"], parts.Select(part => part.DatasetName));
        Assert.Equal("2: 1|Wien|5\n3: 2|Köln|7\n4: 3|Graz|9\n5: 4|Linz|2", FileLab.Rows(file, parts[0]).Shown);
        Assert.Equal("2: Anna|31\n3: Bert|45", FileLab.Rows(file, parts[1]).Shown);
        Assert.Equal("Anna|31", FileLab.Rows(file, choices: new ReadingChoices { Table = 2 }).Shown.Split('\n')[0][3..]);
        Assert.Equal(6, Assert.Single(FileLab.Parts(file, new ReadingChoices { Table = 0 })).Facts.Columns.Length);
    }

    [Fact]
    public void TablesUnderOneAnother_AreParts()
    {
        var file = Sheet(
            ["Orders"],
            [],
            ["Id", "City", "Amount"],
            ["1", "Wien", "5"],
            ["2", "Köln", "7"],
            [],
            ["Staff"],
            ["Name", "Office", "Age", "Floor"],
            ["Anna", "Wien", "31", "1"],
            ["Bert", "Köln", "45", "2"]);
        var parts = FileLab.Parts(file);

        Assert.Equal(2, parts.Count);
        Assert.Equal("Staff", parts[1].Title);
        Assert.Equal("4: 1|Wien|5\n5: 2|Köln|7", FileLab.Rows(file, parts[0]).Shown);
        Assert.Equal("9: Anna|Wien|31|1\n10: Bert|Köln|45|2", FileLab.Rows(file, parts[1]).Shown);
    }

    [Fact]
    public void AnEmptyColumnOrRowWithinATable_PartsNothing()
    {
        Assert.Single(FileLab.Parts(Sheet(["Id", "City", null, "Amount", "Fee"], ["1", "Wien", null, "5", "1"], ["2", "Köln", null, "7", "2"], ["3", "Graz", null, "9", "3"])));
        Assert.Single(FileLab.Parts(Sheet(["Id", "City", "Amount"], ["1", "Wien", "5"], ["2", "Köln", "7"], [], ["3", "Graz", "9"], ["4", "Linz", "4"], ["5", "Bonn", "1"])));
    }

    [Fact]
    public void UnitsAndTotals_OfASheet_AreNoData()
    {
        var file = Sheet(
            ["Article", "Weight", "Price"],
            [null, "kg", "€"],
            ["bolt", "1.5", "0.2"],
            ["nut", "2.25", "0.1"],
            ["hinge", "4", "3"],
            ["Summe", "7.75", "3.3"]);
        var part = FileLab.Parts(file)[0];

        Assert.Equal((1, 1, 1, 1), (part.Facts.HeaderRows, part.Facts.UnitsRows, part.Facts.TotalsRows, part.Facts.FooterRows));
        Assert.Equal(["", "kg", "€"], part.Facts.Units);
        Assert.Equal("3: bolt|1.5|0.2\n4: nut|2.25|0.1\n5: hinge|4|3", FileLab.Rows(file).Shown);
        Assert.Equal(4, FileLab.Rows(file, choices: new ReadingChoices { TakesTotals = true }).Rows.Count);
        Assert.Equal(4, FileLab.Rows(file, choices: new ReadingChoices { HasUnits = false }).Rows.Count);
    }

    private static FileSource Sheet(params string?[][] rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(rows.Select((cells, row) => new Row(cells.Select((text, column) => Cell(text, row, column)).OfType<Cell>()) { RowIndex = (uint)row + 1 })));
            workbook.Workbook.AppendChild(new Sheets(new Sheet { Name = "Data", SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
        }
        return FileLab.File("book.xlsx", stream.ToArray());
    }

    private static Cell? Cell(string? text, int row, int column)
    {
        if (text is null)
            return null;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var cell = new Cell { CellReference = $"{(char)('A' + column)}{row + 1}", DataType = isNumber ? CellValues.Number : CellValues.InlineString };
        if (isNumber)
            cell.CellValue = new CellValue(text);
        else
            cell.InlineString = new InlineString(new Text(text));
        return cell;
    }
}
