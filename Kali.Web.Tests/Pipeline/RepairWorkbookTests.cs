using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

public sealed class RepairWorkbookTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");
    private static readonly Actor Sender = PipelineLake.One;

    private static readonly ImmutableArray<ColumnReading> Columns =
    [
        new("order_id", "Order ID", DataType.String, new ValueFormat.AsText()),
        new("customer", "Customer", DataType.String, new ValueFormat.AsText()),
        new("country", "Country", DataType.String, new ValueFormat.AsText()),
        new("amount", "Amount", DataType.DecimalOf(18, 2), new ValueFormat.Number()),
        new("ordered_on", "Ordered on", DataType.Date, new ValueFormat.Date("yyyy-MM-dd")),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workbook_GoesOutMarked_ComesBack_AndOnlyItsChangedCellsAreTaken()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var original = OrdersWorkbook.Make();
        var run = await Sending.LoadAsync(lake, (await Sending.ReceiveAsync(lake, "orders.xlsx", original)) with { Columns = Columns });
        Assert.True(run is { State: RunState.Done, Ledger.HeldBack: 3 }, run.Fault?.Message);

        var workbooks = lake.Get<RepairWorkbooks>();
        var source = Assert.Single(await workbooks.SourcesAsync(Orders, 10, Sender, Ct));
        Assert.True(source is { IsOwn: true, HeldBack: 3, FileName: "orders.xlsx" });
        var sent = await BytesAsync(await workbooks.MakeAsync(Orders, source.LoadNo, CultureInfo.GetCultureInfo("en-GB"), Sender, Ct));
        AssertMarked(original, sent);

        var untouched = await TakeAsync(workbooks, sent);
        Assert.Equal((0, 0L, 0L, 0L), (untouched.Changes.Length, untouched.Respelled, untouched.Missing, untouched.Added));

        var back = await TakeAsync(workbooks, OrdersWorkbook.Edit(sent, new Dictionary<string, string> { ["D10"] = "17.5", ["E30"] = "2026-02-28", ["B5"] = "Kunde 5000", ["D20"] = "immer noch viel" }, data =>
        {
            data.Elements<Row>().Single(row => row.RowIndex?.Value == 40).Remove();
            data.AppendChild(new Row(new Cell { CellReference = "A130", DataType = CellValues.String, CellValue = new CellValue("A-0130") }) { RowIndex = 130 });
        }));
        Assert.Equal(
            [("customer", 5L, "Kunde 5", "Kunde 5000", true), ("amount", 10L, "viel", "17.5", true), ("amount", 20L, "n. bek.", "immer noch viel", false), ("ordered_on", 30L, "31.02.2026", "2026-02-28", true)],
            back.Changes.Select(change => (change.Column, change.Row, change.Before, change.After, change.Fits)));
        Assert.Equal((1L, 1L, 0), (back.Missing, back.Added, back.Unknown.Length));

        await MergeAsync(lake, RepairWorkbooks.Edits(back, new HashSet<CellReturn>()));
        Assert.Equal(1, await Sending.CountAsync(lake, Orders.Quarantine));
        var gold = await Sending.QueryAsync(lake, Sql.Of($"SELECT amount, customer FROM {Orders.Gold} WHERE order_id = {"A-0010"} OR order_id = {"A-0005"} ORDER BY order_id"));
        Assert.Equal([(5.25m, "Kunde 5000"), (17.50m, "Kunde 10")], gold.Select(row => ((decimal)row[0]!, (string)row[1]!)));

        // What Kali has by now is no change any more; what both have changed is a conflict.
        var again = await TakeAsync(workbooks, OrdersWorkbook.Edit(sent, new Dictionary<string, string> { ["D10"] = "17.5", ["B5"] = "Meyer GmbH" }));
        Assert.Empty(again.Changes);
        Assert.Equal(("Kunde 5", "Meyer GmbH", "Kunde 5000"), again.Conflicts.Select(cell => (cell.Before!, cell.After!, cell.Now!)).Single());
    }

    [Fact]
    public async Task Workbook_SortedWithItsKeys_ComesBackWithoutChanges_AndWithoutThemIsNotTaken()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, (await Sending.ReceiveAsync(lake, "orders.xlsx", OrdersWorkbook.Make())) with { Columns = Columns });
        var workbooks = lake.Get<RepairWorkbooks>();
        var source = Assert.Single(await workbooks.SourcesAsync(Orders, 10, Sender, Ct));
        var sent = await BytesAsync(await workbooks.MakeAsync(Orders, source.LoadNo, CultureInfo.GetCultureInfo("de-DE"), Sender, Ct));

        var sorted = await TakeAsync(workbooks, OrdersWorkbook.Edit(sent, new Dictionary<string, string>(), data => Exchange(data, withKeys: true)));
        Assert.Equal((0, 0), (sorted.Changes.Length, sorted.Exchanged.Length));
        var torn = await TakeAsync(workbooks, OrdersWorkbook.Edit(sent, new Dictionary<string, string>(), data => Exchange(data, withKeys: false)));
        Assert.Equal((0, 2), (torn.Changes.Length, torn.Exchanged.Length));

        var stranger = await Assert.ThrowsAsync<RefusedException>(() => TakeAsync(workbooks, OrdersWorkbook.Make()));
        Assert.Contains("not a workbook that Kali has marked", stranger.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextFile_ComesAsAWorkbookAndBack_WithoutAChange()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(150);
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));
        var workbooks = lake.Get<RepairWorkbooks>();
        var source = Assert.Single(await workbooks.SourcesAsync(Orders, 10, Sender, Ct));
        Assert.False(source.IsOwn);
        var made = await workbooks.MakeAsync(Orders, source.LoadNo, CultureInfo.GetCultureInfo("en-GB"), Sender, Ct);
        Assert.Equal(("orders.xlsx", file.Misfits), (made.FileName, made.MarkedCells));
        var back = await TakeAsync(workbooks, await BytesAsync(made));
        Assert.Equal((0, file.Lines - file.NotReadable, 0L, 0L), (back.Changes.Length, back.Rows, back.Missing, back.Added));
    }

    [Fact]
    public async Task OldWorkbook_GoesOutAsXlsx_AndItsChangedCellComesBack()
    {
        var old = await File.ReadAllBytesAsync(SharedData.Find("excel", "Test10x10.xls"), Ct);
        await using var lake = await PipelineLake.OpenAsync();
        var received = await Sending.ReceiveAsync(lake, "old.xls", old);
        var names = SafeName.ForColumns(received.Part.Facts.Columns);
        var part = received with { Columns = [.. names.Select((name, i) => new ColumnReading(name, received.Part.Facts.Columns[i], DataType.String, new ValueFormat.AsText()))] };
        var run = await Sending.LoadAsync(lake, part);
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
        var workbooks = lake.Get<RepairWorkbooks>();
        var made = await workbooks.MakeAsync(Orders, loadNo: 1, CultureInfo.GetCultureInfo("en-GB"), Sender, Ct);
        Assert.Equal("old.xlsx", made.FileName);
        var sent = await BytesAsync(made);
        using (var document = SpreadsheetDocument.Open(new MemoryStream(sent), isEditable: false))
            Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(error => error.Description));

        var rows = run.Ledger.Raw!.Value;
        Assert.Equal((0, rows), (await TakeAsync(workbooks, sent) is var same ? same.Changes.Length : 0, same.Rows));
        var row = (long)(await Sending.QueryAsync(lake, Sql.Of($"SELECT max(_row) FROM {Orders.Raw}")))[0][0]!;
        var offset = received.Part.Facts is { PreambleRows: 0, HeaderRows: 0 } ? 1 : 0;
        var back = await TakeAsync(workbooks, Edited(sent, $"B{row + offset}", "another"));
        Assert.Equal((names[1], row, "another"), back.Changes.Select(change => (change.Column, change.Row, change.After!)).Single());
    }

    /// <summary>A cell of the first sheet says something else.</summary>
    private static byte[] Edited(byte[] workbook, string address, string text)
    {
        using var content = new MemoryStream();
        content.Write(workbook);
        using (var document = SpreadsheetDocument.Open(content, isEditable: true))
        {
            var sheet = (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().First().Id!.Value!);
            var cell = sheet.Worksheet!.Descendants<Cell>().Single(known => known.CellReference == address);
            cell.RemoveAllChildren();
            (cell.DataType, cell.CellValue) = (CellValues.String, new CellValue(text));
        }
        return content.ToArray();
    }

    [Fact]
    public async Task MarkedWorkbook_OnTheOrdinaryUpload_IsLedToItsRepairAndLoadsNothing()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, (await Sending.ReceiveAsync(lake, "orders.xlsx", OrdersWorkbook.Make())) with { Columns = Columns });
        var workbooks = lake.Get<RepairWorkbooks>();
        var sent = await BytesAsync(await workbooks.MakeAsync(Orders, 1, CultureInfo.GetCultureInfo("en-GB"), Sender, Ct));
        var edited = OrdersWorkbook.Edit(sent, new Dictionary<string, string> { ["D10"] = "17.5", ["B5"] = "Kunde 5000" });

        var returned = Assert.Single((await BringAsync(lake, "orders.xlsx", edited, Sender)).Select(intake => intake.Draft.Returned).Distinct());
        Assert.Equal(("kali_dev", "orders", 2, 0), (returned!.Catalog, returned.Dataset, returned.Changes, returned.Conflicts));
        Assert.Equal(2, (await workbooks.ReturnAsync(Orders, returned.Id, Sender, Ct)).Changes.Length);

        // Whoever may not repair the dataset has sent a file like any other.
        Assert.All(await BringAsync(lake, "orders_of_two.xlsx", edited, PipelineLake.Two), intake => Assert.Null(intake.Draft.Returned));
    }

    private static async Task<ImmutableArray<Intake>> BringAsync(PipelineLake lake, string name, byte[] bytes, Actor actor)
    {
        using var content = new MemoryStream(bytes);
        var upload = await lake.Get<UploadSessions>().BringAsync(name, content, actor, Ct);
        var noted = await lake.Get<Intakes>().ReadAsync(upload, actor, Ct);
        Assert.All(noted.Where(intake => intake.Draft.Returned is not null), intake => Assert.Equal((IntakeState.LeftOut, null), (intake.State, intake.Run)));
        return noted;
    }

    private static void AssertMarked(byte[] original, byte[] sent)
    {
        using var before = SpreadsheetDocument.Open(new MemoryStream(original), isEditable: false);
        using var after = SpreadsheetDocument.Open(new MemoryStream(sent), isEditable: false);
        Assert.Equal(["Orders", "Notes", "Kali"], after.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!));
        Assert.Equal(OrdersWorkbook.Sheet(before, "Notes").Worksheet!.OuterXml, OrdersWorkbook.Sheet(after, "Notes").Worksheet!.OuterXml);

        var (old, now) = (Cells(before), Cells(after));
        var styles = after.WorkbookPart.WorkbookStylesPart!.Stylesheet!;
        var coloured = now.Where(cell => old.TryGetValue(cell.Key, out var was) && was.StyleIndex?.Value != cell.Value.StyleIndex?.Value).Select(cell => cell.Key).Order(StringComparer.Ordinal);
        Assert.Equal(["D10", "D20", "E30"], coloured);
        var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)now["E30"].StyleIndex!.Value);
        Assert.Equal(164u, format.NumberFormatId!.Value);
        Assert.Equal(old["D10"].InnerText, now["D10"].InnerText);
        Assert.StartsWith("kali:", now["F10"].InnerText, StringComparison.Ordinal);
        var sheet = OrdersWorkbook.Sheet(after, "Orders");
        Assert.Contains(sheet.Worksheet!.Descendants<Column>(), column => column is { Min.Value: 6, Hidden.Value: true });
        Assert.Equal($"A1:F{OrdersWorkbook.Orders + 1}", sheet.Worksheet.Descendants<AutoFilter>().Single().Reference!.Value);
        var comments = sheet.WorksheetCommentsPart!.Comments!.CommentList!.Elements<Comment>().ToDictionary(comment => comment.Reference!.Value!, comment => comment.InnerText);
        Assert.Equal(["D10", "D20", "E30"], comments.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Amount", comments["D10"], StringComparison.Ordinal);
        Assert.Contains(OrdersWorkbook.Sheet(after, "Kali").Worksheet!.Descendants<Text>(), text => text.Text.Contains("3 rows are held back", StringComparison.Ordinal));
        Assert.Empty(new OpenXmlValidator().Validate(after, Ct).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    private static Dictionary<string, Cell> Cells(SpreadsheetDocument document) =>
        OrdersWorkbook.Sheet(document, "Orders").Worksheet!.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, StringComparer.Ordinal);

    /// <summary>Two rows take each other's place, as after sorting.</summary>
    private static void Exchange(SheetData data, bool withKeys)
    {
        var (one, other) = (data.Elements<Row>().ElementAt(4), data.Elements<Row>().ElementAt(8));
        for (var column = 0; column < (withKeys ? 6 : 5); column++)
        {
            var (left, right) = (one.Elements<Cell>().ElementAt(column), other.Elements<Cell>().ElementAt(column));
            var (leftCopy, rightCopy) = ((Cell)left.CloneNode(true), (Cell)right.CloneNode(true));
            (leftCopy.CellReference, rightCopy.CellReference) = (right.CellReference?.Value, left.CellReference?.Value);
            one.ReplaceChild(rightCopy, left);
            other.ReplaceChild(leftCopy, right);
        }
    }

    private static async Task MergeAsync(PipelineLake lake, ImmutableArray<Kali.Data.Quality.RepairEdit> edits)
    {
        var repairs = lake.Get<RepairLoop>();
        var draft = await repairs.AddAsync(Orders, edits, Sender, Ct);
        var approved = await repairs.ApproveAsync((await repairs.ProposeAsync(draft.Id, "From the workbook", true, Sender, Ct)).Id, null, [], PipelineLake.Steward, Ct);
        var run = await Sending.WorkToEndAsync(lake, [.. approved.Runs.Select(run => run.Run)]);
        Assert.True(run.State is RunState.Done, run.Fault?.Message);
    }

    private static async Task<byte[]> BytesAsync(MadeWorkbook made)
    {
        await using var content = made.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }

    private static async Task<WorkbookReturn> TakeAsync(RepairWorkbooks workbooks, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await workbooks.TakeAsync(Orders, content, "orders.xlsx", Sender, Ct);
    }
}
