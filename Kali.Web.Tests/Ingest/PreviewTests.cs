using System.Text;
using System.Text.Json;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Xunit;

namespace Kali.Web.Tests.Ingest;

public sealed class PreviewTests
{
    private static FilePreview Preview(FileSource file) =>
        FileLab.Reading().Preview(file, FileLab.Parts(file)[0], ReadingChoices.None, TypingHints.None, CancellationToken.None);

    [Fact]
    public void Preview_OfALargeFile_ShowsAHundredRowsWithTheirNumbers()
    {
        var text = new StringBuilder("id;Betrag;Datum\n");
        for (var i = 1; i <= 5000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i};{i},50;{1 + i % 28:00}.11.2026\n");
        var preview = Preview(FileLab.File("orders.csv", text.ToString()));
        Assert.Equal(100, preview.Rows.Length);
        Assert.Equal(2, preview.Rows[0].Row);
        Assert.True(preview.HasMore);
        Assert.Equal(["long", "decimal(18,2)", "date"], preview.Columns.Select(column => column.Reading.Type.Name));
        Assert.Equal(5000, preview.RowsSampled);
    }

    [Fact]
    public void Preview_OfAFileThatIsStillComing_ReadsWhatIsThere()
    {
        var preview = Preview(FileLab.File("orders.csv", "id,city\n1,Köln\n2,Ber", isWhole: false));
        Assert.Equal("1", Assert.Single(preview.Rows).Cells[0]);
        Assert.True(preview.HasMore);
    }

    [Fact]
    public void Look_AtAWorkbookThatIsStillComing_WaitsForTheRest() =>
        Assert.IsType<FileOutcome.NotYet>(FileLab.Look(FileLab.File("a.xlsx", FileLab.Zip(("a", [1]))[..20], isWhole: false)));

    [Fact]
    public void Serialize_Facts_HasTheFieldsOfDetect()
    {
        var facts = FileLab.Parts(FileLab.File("orders.csv", "id,city\r\n1,Köln\r\n"))[0].Facts;
        var json = JsonSerializer.Serialize(facts, IngestJson.Options);
        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            ["file", "format", "encoding", "delimiter", "quote", "escape", "record_delimiter", "preamble_rows", "header_rows", "footer_rows", "columns", "sheets", "confidence",
                "units_rows", "units", "totals_rows", "comment", "table", "tables", "lists", "taken_apart"],
            document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(facts, JsonSerializer.Deserialize<FileFacts>(json, IngestJson.Options));
    }

    [Fact]
    public void Serialize_APreview_ComesBackTheSame()
    {
        var preview = Preview(FileLab.File("orders.csv", "id,due,at\n1,03/04/2026,2026-01-01 10:00\n2,05/06/2026,2026-01-01 11:00\n"));
        Assert.Equal(2, preview.Questions.Length);
        var json = JsonSerializer.Serialize(preview, IngestJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<FilePreview>(json, IngestJson.Options), IngestJson.Options));
        Assert.Equal(preview.Part, JsonSerializer.Deserialize<FilePreview>(json, IngestJson.Options)!.Part);
    }

    [Fact]
    public void Compare_AChangedSchema_TellsEachChange()
    {
        ColumnReading Column(string label, DataType type, ValueFormat format) => new(Kali.Data.SafeName.From(label, "c"), label, type, format);
        var number = new ValueFormat.Number();
        var diff = SchemaComparison.Compare(
            [Column("id", DataType.Long, number), Column("PLZ", DataType.String, new ValueFormat.AsText()), Column("amount", DataType.Long, number), Column("gone", DataType.Boolean, new ValueFormat.Boolean("j", "n"))],
            Preview(FileLab.File("orders.csv", "id,Postleitzahl,amount,zeitpunkt_neu\n1,50667,1.5,x\n2,50668,2.5,y\n")));
        Assert.Equal(
            [
                new ColumnChange.Same("id", "id", false),
                new ColumnChange.Renamed("plz", "PLZ", "postleitzahl", "Postleitzahl", 0.88),
                new ColumnChange.TypeChanged("amount", "amount", DataType.Long, DataType.DecimalOf(18, 1), 0, 2),
                new ColumnChange.New("zeitpunkt_neu", "zeitpunkt_neu", DataType.String),
                new ColumnChange.Missing("gone", "gone"),
            ],
            diff.Columns);
    }

    [Fact]
    public void Convert_AMessyFile_WritesPlainText()
    {
        var output = new MemoryStream();
        var conversion = new FileConversion(FileLab.Reading()).Write(FileLab.File("a.csv", "id;name;note\n1;\"a;\"\"b\"\"\";x, y\n2;c;\n3;d;z\n"), ReadingChoices.None, output, CancellationToken.None);
        Assert.Equal("id,name,note\r\n1,\"a;\"\"b\"\"\",\"x, y\"\r\n2,c,\r\n3,d,z\r\n", Encoding.UTF8.GetString(output.ToArray()));
        Assert.Equal((3L, null), (conversion.Rows, conversion.Reason));
    }

    [Fact]
    public void Convert_WhatCannotBeRead_SaysApplicationError()
    {
        var output = new MemoryStream();
        var conversion = new FileConversion(FileLab.Reading()).Write(FileLab.File("a.csv", "%PDF-1.4\n"), ReadingChoices.None, output, CancellationToken.None);
        Assert.Equal("Application Error\r\n", Encoding.UTF8.GetString(output.ToArray()));
        Assert.NotNull(conversion.Reason);
    }
}
