using System.Collections.Immutable;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using DuckDB.NET.Data;
using Kali.Data.Engines;
using Kali.Data.Explore.Export;
using Xunit;

namespace Kali.Web.Tests.Explore;

public sealed class ExportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 30 1234")]
    [InlineData("-cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r\n=1")]
    [InlineData("＝1+1")]
    public void Text_ThatASpreadsheetWouldRun_GetsAnApostrophe(string value) => Assert.Equal("'" + value, SafeCell.Text(value));

    [Theory]
    [InlineData("-5")]
    [InlineData("+4.20")]
    [InlineData("a=b")]
    [InlineData("")]
    public void Text_ThatIsHarmless_StaysAsItIs(string value) => Assert.Equal(value, SafeCell.Text(value));

    [Fact]
    public async Task Csv_QuotesWhatNeedsQuotes_AndGuardsHeadersToo()
    {
        var text = await CsvAsync(CsvFlavour.Standard, ["=a", "b"], ["x,\"y\"", null], ["line\nbreak", 1234.5m]);
        Assert.Equal("'=a,b\r\n\"x,\"\"y\"\"\",\r\n\"line\nbreak\",1234.5\r\n", text);
    }

    [Fact]
    public async Task Csv_ForGermanExcel_HasMarkSemicolonsAndDecimalCommas()
    {
        var text = await CsvAsync(CsvFlavour.GermanExcel, ["Betrag", "Datum"], [1234.5m, new DateOnly(2026, 9, 3)]);
        Assert.Equal("\ufeffBetrag;Datum\r\n1234,5;2026-09-03\r\n", text);
    }

    [Fact]
    public void Xlsx_AnyText_ComesBackAsTextAndTheWorkbookIsValid() =>
        Gen.String[0, 40].Array[1, 8].Sample(
            cells =>
            {
                using var file = new MemoryStream();
                XlsxExport.WriteAsync(View(["text"], [.. cells.Select(cell => new object?[] { cell })]), file, CancellationToken.None).GetAwaiter().GetResult();
                file.Position = 0;
                using var document = SpreadsheetDocument.Open(file, false);
                Assert.Empty(new OpenXmlValidator().Validate(document));
                var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
                Assert.Empty(sheet.Descendants<CellFormula>());
                var read = sheet.Descendants<InlineString>().Skip(1).Select(text => text.Text!.Text).ToArray();
                Assert.Equal(cells.Select(Shown), read);
            },
            iter: 200);

    [Fact]
    public async Task Xlsx_ALongNumber_IsNotRounded()
    {
        using var file = new MemoryStream();
        await XlsxExport.WriteAsync(View(["n"], [[12345678901234567L]]), file, Ct);
        using var document = SpreadsheetDocument.Open(file, false);
        Assert.Equal("12345678901234567", document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<InlineString>().Last().Text!.Text);
    }

    [Fact]
    public async Task Parquet_EveryType_ReadsBackInDuckDb()
    {
        var columns = ImmutableArray.Create(
            new ResultColumn("n", DataType.Long), new ResultColumn("d", DataType.DecimalOf(12, 3)), new ResultColumn("t", DataType.String), new ResultColumn("on", DataType.Date),
            new ResultColumn("at", DataType.Timestamp), new ResultColumn("ok", DataType.Boolean), new ResultColumn("x", DataType.Double));
        object?[][] rows =
        [
            [1L, 12.345m, "ä😀", new DateOnly(2026, 9, 3), new DateTimeOffset(2026, 9, 3, 14, 0, 0, 123, TimeSpan.Zero), true, 0.1],
            [null, null, null, null, null, null, null],
        ];
        var path = Path.GetTempFileName();
        try
        {
            await using (var file = File.Create(path))
                Assert.Equal(2, await ParquetExport.WriteAsync(new ResultSetView(new Rows(columns, rows)), file, Ct));
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SET TimeZone='UTC'; SELECT string_agg(r::VARCHAR, '|') FROM (SELECT r FROM read_parquet('{path}') r)";
            Assert.Equal(
                "{'n': 1, 'd': 12.345, 't': ä😀, 'on': 2026-09-03, 'at': '2026-09-03 14:00:00.123+00', 'ok': true, 'x': 0.1}|"
                + "{'n': NULL, 'd': NULL, 't': NULL, 'on': NULL, 'at': NULL, 'ok': NULL, 'x': NULL}",
                command.ExecuteScalar());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Shown(string text) => string.Concat(text.Length == 0 ? [] : Enumerable.Range(0, text.Length).Select(i => Kept(text, i)));

    private static char Kept(string text, int i)
    {
        var isPair = (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && !IsSecond(text, i))
            || IsSecond(text, i);
        return isPair || System.Xml.XmlConvert.IsXmlChar(text[i]) ? text[i] : '\ufffd';
    }

    private static bool IsSecond(string text, int i) => char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]);

    private static async Task<string> CsvAsync(CsvFlavour flavour, string[] headers, params object?[][] rows)
    {
        using var file = new MemoryStream();
        await new CsvExport(flavour).WriteAsync(View(headers, rows), file, Ct);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    private static ResultSetView View(string[] headers, object?[][] rows) =>
        new(new Rows([.. headers.Select(header => new ResultColumn(header, DataType.String))], rows));

    private sealed class Rows(ImmutableArray<ResultColumn> columns, object?[][] rows) : ResultSet
    {
        public override ImmutableArray<ResultColumn> Columns => columns;

        public override async IAsyncEnumerable<object?[]> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await Task.CompletedTask;
            foreach (var row in rows)
                yield return row;
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
