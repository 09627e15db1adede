using CsCheck;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Xunit;

namespace Kali.Web.Tests.Ingest;

/// <summary>What stands in files beside their rows: noticed, told, counted, and overridden by who knows better.</summary>
public sealed class FrontDoorTests
{
    private const string Weights = "Article;Weight;Price\nnone;kg;€\nbolt;1,5;0,20\nnut;2,25;0,10\nhinge;4;3,00\nTotal;7,75;3,30\n";

    [Fact]
    public void Units_UnderTheHeader_AreToldAndNoData()
    {
        var part = FileLab.Parts(FileLab.File("weights.csv", Weights))[0];

        Assert.Equal((1, 1, 1, 1), (part.Facts.HeaderRows, part.Facts.UnitsRows, part.Facts.TotalsRows, part.Facts.FooterRows));
        Assert.Equal(["", "kg", "€"], part.Facts.Units);
        Assert.Equal(["Article", "Weight", "Price"], part.Facts.Columns);
        Assert.Equal("3: bolt|1,5|0,20\n4: nut|2,25|0,10\n5: hinge|4|3,00", FileLab.Rows(FileLab.File("weights.csv", Weights)).Shown);
        Assert.Equal([SkippedLineKind.Header, SkippedLineKind.Units, SkippedLineKind.Total], Skipped(FileLab.File("weights.csv", Weights)).Select(line => line.Kind));
    }

    [Fact]
    public void UnitsAndTotals_TakenAsRows_AreRows()
    {
        var all = FileLab.Rows(FileLab.File("weights.csv", Weights), choices: new ReadingChoices { HasUnits = false, TakesTotals = true });

        Assert.Equal(["none", "bolt", "nut", "hinge", "Total"], all.Rows.Select(row => row.Cells[0]));
    }

    [Theory]
    [InlineData("name,amount\nx,5\nkg,7\ny,9\n", 0)]
    [InlineData("unit,name\nkg,kilogram\nm,metre\ns,second\n", 0)]
    [InlineData("name,weight\n,[kg]\nx,5\ny,7\n", 1)]
    [InlineData("name,weight,speed\n,Mio. EUR,m/s\nx,5,3\ny,7,2\n", 1)]
    public void Units_AreFoundOnlyOverFigures(string text, int expected) =>
        Assert.Equal(expected, FileLab.Parts(FileLab.File("units.csv", text))[0].Facts.UnitsRows);

    [Fact]
    public void Totals_WithoutAWord_AreToldByTheirSum()
    {
        var file = FileLab.File("sums.csv", "id,city,amount,fee\n1,Wien,10.50,1\n2,Köln,20.25,2\n3,Graz,5.00,3\n4,Linz,7.00,4\n,,42.75,10\n");

        Assert.Equal(1, FileLab.Parts(file)[0].Facts.TotalsRows);
        Assert.Equal(4, FileLab.Rows(file).Rows.Count);
    }

    [Fact]
    public void ARecordWithGaps_IsNoTotal() =>
        Assert.Equal(4, FileLab.Rows(FileLab.File("gaps.csv", "id,city,amount,fee\n1,Wien,10.50,1\n2,Köln,20.25,2\n3,Graz,5.00,3\n,,7.00,4\n")).Rows.Count);

    [Fact]
    public void SeveralTables_AreOfferedAsParts()
    {
        const string Text = "Orders of September\n\nid,city,amount\n1,Wien,5\n2,Köln,7\n3,Graz,9\n\nStaff\nname,entered,office,floor\nAnna,2020-01-01,Wien,3\nBert,2021-05-01,Köln,1\nCleo,2022-07-01,Graz,2\n";
        var file = FileLab.File("both.csv", Text);
        var parts = FileLab.Parts(file);

        Assert.Equal(["both", "both__table_2"], parts.Select(part => part.DatasetName));
        Assert.Equal("Staff", parts[1].Title);
        Assert.Equal("4: 1|Wien|5\n5: 2|Köln|7\n6: 3|Graz|9", FileLab.Rows(file, parts[0]).Shown);
        Assert.Equal(["name", "entered", "office", "floor"], parts[1].Facts.Columns);
        Assert.Equal(["Anna", "Bert", "Cleo"], FileLab.Rows(file, parts[1]).Rows.Select(row => row.Cells[0]));
        Assert.Equal(parts[1].Facts, FileLab.Parts(file, new ReadingChoices { Table = 2 })[0].Facts);
        Assert.Null(Assert.Single(FileLab.Parts(file, new ReadingChoices { Table = 0 })).Facts.Table);
        Assert.All(parts, part => Assert.Equal(Lines(Text), Told(file, part)));
    }

    [Fact]
    public void AGapWithinATable_PartsNothing() =>
        Assert.Single(FileLab.Parts(FileLab.File("gap.csv", "id,city,amount\n1,Wien,5\n2,Köln,7\n\n3,Graz,9\n4,Linz,2\n5,Bonn,1\n")));

    [Fact]
    public void TheSameHeaderBehindAGap_IsTheSameTable()
    {
        var file = FileLab.File("again.csv", "id,city,amount\n1,Wien,5\n2,Köln,7\n\nid,city,amount\n3,Graz,9\n4,Linz,2\n");
        var rows = FileLab.Rows(file);

        Assert.Equal((4, RejectReason.RepeatedHeader), (rows.Rows.Count, Assert.Single(rows.Rejected).Reason));
    }

    [Fact]
    public void Lists_AreTextOrRowsOfTheirOwn()
    {
        const string Text = """[{"order":1,"items":[{"sku":"a","n":2},{"sku":"b","n":1}],"city":"Wien"},{"order":2,"items":[],"city":"Köln"},{"order":3,"city":"Graz"},{"order":4,"items":"none","city":"Linz"}]""";
        var file = FileLab.File("orders.json", Text);

        Assert.Equal(["items"], FileLab.Parts(file)[0].Facts.Lists);
        Assert.Equal("""1: 1|[{"sku":"a","n":2},{"sku":"b","n":1}]|Wien""", FileLab.Rows(file).Shown.Split('\n')[0]);
        var apart = FileLab.Rows(file, choices: new ReadingChoices { TakeApart = "items" });
        Assert.Equal(["order", "city", "items.sku", "items.n", "items.value"], apart.Labels);
        Assert.Equal("1: 1|Wien|a|2|∅\n2: 1|Wien|b|1|∅\n3: 2|Köln|∅|∅|∅\n4: 3|Graz|∅|∅|∅\n5: 4|Linz|∅|∅|none", apart.Shown);
        Assert.Equal(["order", "items", "city"], FileLab.Rows(file, choices: new ReadingChoices { TakeApart = "" }).Labels);
        Assert.Equal(["order", "items", "city"], FileLab.Rows(file, choices: new ReadingChoices { TakeApart = "nothing" }).Labels);
    }

    [Theory]
    [InlineData("d MMM yyyy", "5 Oct 2026", "17 Mar 2025")]
    [InlineData("dd. MMM yyyy", "05. Okt 2026", "17. Mär 2025")]
    [InlineData("d. MMMM yyyy", "5. Oktober 2026", "17. März 2025")]
    [InlineData("MMM d, yyyy", "Oct 5, 2026", "MAR 17, 2025")]
    [InlineData("MMMM d, yyyy", "October 5, 2026", "March 17, 2025")]
    [InlineData("dd-MMM-yy", "05-Oct-26", "17-dez-25")]
    [InlineData("d. MMM. yyyy", "5. Okt. 2026", "17. Dez. 2025")]
    public void Dates_WithMonthsAsWords_AreFound(string pattern, string one, string other)
    {
        var column = Typed([one, other]);

        Assert.Equal((DataType.Date, (ValueFormat)new ValueFormat.Date(pattern)), (column.Reading.Type, column.Reading.Format));
        Assert.Equal(2, column.Evidence.Fitting);
    }

    [Theory]
    [InlineData("M/d/yyyy h:mm tt", "10/14/2026 3:05 PM", "1/2/2026 12:00 AM")]
    [InlineData("yyyy-MM-dd h:mm:ss tt", "2026-10-14 03:05:09 pm", "2026-01-02 12:00:59 AM")]
    [InlineData("d. MMM yyyy h:mm tt", "14. Okt 2026 3:05PM", "2. Jan 2026 11:00 am")]
    public void Times_WithHalvesOfTheDay_AreFound(string pattern, string one, string other)
    {
        var column = Typed([one, other]);

        Assert.Equal((DataType.Timestamp, (ValueFormat)new ValueFormat.Timestamp(pattern, "UTC")), (column.Reading.Type, column.Reading.Format));
    }

    [Theory]
    [InlineData("oCT 5, 2026")]
    [InlineData("Octo 5, 2026")]
    [InlineData("Oct 35, 2026")]
    [InlineData("5 May 12 9")]
    public void WhatIsNoDate_StaysText(string text) => Assert.Equal(DataType.String, Typed([text, text]).Reading.Type);

    [Fact]
    public void TheRegion_SettlesWhatNoValueDoes()
    {
        Assert.Equal("MM/dd/yyyy", Assert.Single(Proposals(["03/04/2026", "05/06/2026"], Regions.Hints("en-US", [])).Questions).Default);
        Assert.Equal("dd/MM/yyyy", Assert.Single(Proposals(["03/04/2026", "05/06/2026"], Regions.Hints("de", [])).Questions).Default);
        Assert.Equal(",", Assert.Single(Proposals(["1.234", "5.678"], Regions.Hints("en-GB", [])).Questions).Options[1]);
        Assert.False(Regions.Hints(null, [new ColumnReading("d", "d", DataType.Date, new ValueFormat.Date("MM/dd/yyyy"))]).DayFirst);
    }

    [Fact]
    public void Remarks_AreFoundAndOverridden()
    {
        var file = FileLab.File("remarks.csv", "id,city\n1,Wien\n# one remark\n2,Köln\n");

        Assert.Equal("#", FileLab.Parts(file)[0].Facts.Comment);
        Assert.Equal(2, FileLab.Rows(file).Rows.Count);
        Assert.Equal(3, FileLab.Rows(file, choices: new ReadingChoices { Comment = "" }).Rows.Count);
    }

    /// <summary>Whatever is put together into one file: each of its lines is a row, rejected, or told as something else.</summary>
    [Fact]
    public void EveryLineOfAnyFile_IsARowOrTold()
    {
        string[] pieces =
        [
            "Report 2026\n", "\n", "id,city,amount\n", "1,Wien,5\n2,Köln,7.5\n3,Graz,9\n", "Total,,21.5\n", ",,kg\n", "# remark\n", "name,entered,office,floor\nAnna,2020-01-01,Wien,3\nBert,2021-05-01,Köln,1\n",
            "4,\"Linz\n", ",,\n", "(3 rows)\n", "1,2,3,4,5\n", "Source: ledger\n",
        ];
        Gen.Int[0, pieces.Length - 1].Array[1, 12].Sample(
            chosen =>
            {
                var text = string.Concat(chosen.Select(piece => pieces[piece]));
                var file = FileLab.File("any.csv", text);
                if (FileLab.Look(file) is not FileOutcome.Readable readable)
                    return;
                foreach (var part in readable.Parts)
                    Assert.Superset(Lines(text), Told(file, part));
            },
            iter: 3000);
    }

    private static ColumnProposal Typed(string[] values) => Proposals(values, TypingHints.None).Columns[0];

    private static TypeProposals Proposals(string[] values, TypingHints hints) => TypeProposals.From(["c"], ["c"], [values], hints, []);

    private static List<SkippedLine> Skipped(FileSource file)
    {
        var skipped = new List<SkippedLine>();
        using var rows = FileLab.Reading().OpenRows(file, FileLab.Parts(file)[0], ReadingChoices.None, _ => { }, skipped.Add, CancellationToken.None);
        var batch = new TextBatch(rows.Columns.Count);
        while (rows.Read(batch))
        {
        }
        return skipped;
    }

    /// <summary>The numbers of all rows that came out as something.</summary>
    private static SortedSet<long> Told(FileSource file, Part part)
    {
        var told = new SortedSet<long>();
        using var rows = FileLab.Reading().OpenRows(file, part, ReadingChoices.None, row => Assert.True(told.Add(row.Row)), line => Assert.True(told.Add(line.Row)), CancellationToken.None);
        var batch = new TextBatch(rows.Columns.Count);
        while (rows.Read(batch))
        {
            for (var row = 0; row < batch.RowCount; row++)
                Assert.True(told.Add(batch.RowNumber(row)));
        }
        return told;
    }

    private static SortedSet<long> Lines(string text) => [.. text.Split('\n').Select((line, i) => (Line: line, Row: i + 1L)).Where(one => one.Line.Length > 0).Select(one => one.Row)];
}
