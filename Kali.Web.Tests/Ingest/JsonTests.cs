using System.Text;
using Kali.Data.Ingest;
using Xunit;

namespace Kali.Web.Tests.Ingest;

public sealed class JsonTests
{
    [Fact]
    public void Read_NestedRecords_FlattensObjectsAndKeepsNumbersAsWritten()
    {
        var grid = FileLab.Rows(FileLab.File("a.json", """[{"id": 1.10, "who": {"name": "Ä\n", "tags": ["x", 2]}}, {"id": 12345678901234567890, "extra": true, "who": {}}, {"id": null}]"""));
        Assert.Equal(["id", "who.name", "who.tags", "extra", "who"], grid.Labels);
        Assert.Equal("""
            1: 1.10|Ä
            |["x", 2]|∅|∅
            2: 12345678901234567890|∅|∅|true|{}
            3: ∅|∅|∅|∅|∅
            """.ReplaceLineEndings("\n"), grid.Shown);
    }

    [Fact]
    public void Read_JsonLinesWithABadLine_RejectsThatLineAlone()
    {
        var grid = FileLab.Rows(FileLab.File("a.jsonl", "{\"a\":1}\n\n{\"a\":oops}\n{\"a\":3}\n"));
        Assert.Equal("1: 1\n3: 3", grid.Shown);
        var rejected = Assert.Single(grid.Rejected);
        Assert.Equal((2L, 3L, 9L, RejectReason.NotJson, "{\"a\":oops}"), (rejected.Row, rejected.Line, rejected.ByteOffset, rejected.Reason, rejected.Text));
    }

    [Fact]
    public void Read_AListWithABrokenElement_RejectsThatElementAlone()
    {
        var grid = FileLab.Rows(FileLab.File("a.json", """{"meta": 1, "data": [{"a": 1}, {"a": 1, b}, {"a": "x]}"}]}"""));
        Assert.Equal("1: 1\n3: x]}", grid.Shown);
        Assert.Equal(RejectReason.NotJson, Assert.Single(grid.Rejected).Reason);
    }

    [Fact]
    public void Look_AtADocumentWithSeveralLists_ProposesTheLongestAndOffersTheOthers()
    {
        var file = FileSource.At(SharedData.Find("file-formats", "json", "dual_payloads.json"));
        var part = FileLab.Parts(file)[0];
        Assert.Equal("/payload/bigger_list_of_things", part.JsonPath);
        Assert.Equal(["/data/list_of_things", ""], part.OtherJsonPaths);
        Assert.Equal(3, FileLab.Rows(file, part).Rows.Count);
        Assert.Equal(2, FileLab.Rows(file, choices: new ReadingChoices { JsonPath = "/data/list_of_things" }).Rows.Count);
        Assert.Equal(RefusalReason.UnknownJsonPath, FileLab.Refused(file, new ReadingChoices { JsonPath = "/nowhere" }).Reason);
    }

    [Theory]
    [InlineData("iris-utf-8.json", 150)]
    [InlineData("iris-utf-16.json", 150)]
    [InlineData("iris-utf-32.json", 150)]
    [InlineData("simple-list.json", 3)]
    [InlineData("simple.json", 2)]
    [InlineData("complex_nested.json", 1)]
    public void Read_TheCollection_HasEveryRecord(string name, int rows)
    {
        var grid = FileLab.Rows(FileSource.At(SharedData.Find("file-formats", "json", name)));
        Assert.Equal(rows, grid.Rows.Count);
        Assert.Empty(grid.Rejected);
    }

    [Fact]
    public void Read_RecordsAcrossPieces_LosesNone()
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < 40_000; i++)
            text.Append(i == 0 ? "" : ",\n").Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{"id":{{i}},"name":"{{new string('x', i % 97)}}\"","list":[1,{"a":"]"}]}""");
        var grid = FileLab.Rows(FileLab.File("big.json", text.Append(']').ToString()));
        Assert.Equal(40_000, grid.Rows.Count);
        Assert.Equal("39999", grid.Rows[^1].Cells[0]);
        Assert.Equal(39_999 % 97 + 1, grid.Rows[^1].Cells[1]!.Length);
    }

    [Fact]
    public void Read_ADocumentCutOff_RejectsItsLastPiece()
    {
        var grid = FileLab.Rows(FileLab.File("cut.json", """[{"a": 1}, {"a": 2}, {"a": """));
        Assert.Equal(2, grid.Rows.Count);
        Assert.Single(grid.Rejected);
    }

    [Fact]
    public void Read_ANameTwiceInOneRecord_KeepsBothValues()
    {
        var grid = FileLab.Rows(FileLab.File("a.jsonl", "{\"a\":1,\"a\":2}\n{\"a\":3}\n"));
        Assert.Equal(["a", "a (2)"], grid.Labels);
        Assert.Equal("1: 1|2\n2: 3|∅", grid.Shown);
    }
}
