using Kali.Data.Ingest;
using Xunit;

namespace Kali.Web.Tests.Ingest;

public sealed class WorkbookTests
{
    /// <summary>Pairs whose two files do not hold the same: other sheets, other cells, or TODAY() saved on two days.</summary>
    private static readonly string[] NotTheSame = ["roo_1904_base", "Test_Issue_BoolFormula"];
    private static readonly (string Stem, string Xls, string Xlsx)[] SavedOnTwoDays =
        [("roo_1900_base", "2009-06-28", "2013-04-19"), ("Test_Encoding_Formula_Date_1520", "2010-09-09", "2009-05-11")];

    private static string Excel => SharedData.Find("excel");

    public static TheoryData<string> Pairs()
    {
        var data = new TheoryData<string>();
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var place = Path.Combine(folder.FullName, "shared", "data", "excel");
            if (!Directory.Exists(place))
                continue;
            foreach (var file in Directory.EnumerateFiles(place, "*.xls").Order(StringComparer.Ordinal))
            {
                if (File.Exists(file + "x") && !NotTheSame.Contains(Path.GetFileNameWithoutExtension(file)))
                    data.Add(Path.GetFileNameWithoutExtension(file));
            }
            break;
        }
        if (data.Count == 0)
            data.Add("");
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Read_TheSameWorkbookAsXlsAndXlsx_GivesTheSameGrid(string stem)
    {
        var (old, young) = (FileSource.At(Path.Combine(Excel, stem + ".xls")), FileSource.At(Path.Combine(Excel, stem + ".xlsx")));
        var (oldParts, youngParts) = (FileLab.Look(old), FileLab.Look(young));
        if (oldParts is FileOutcome.Refused refused)
        {
            Assert.Equal(refused.Refusal.Reason, Assert.IsType<FileOutcome.Refused>(youngParts).Refusal.Reason);
            return;
        }
        var (one, other) = (Assert.IsType<FileOutcome.Readable>(oldParts).Parts, Assert.IsType<FileOutcome.Readable>(youngParts).Parts);
        Assert.Equal(one.Select(part => part.Sheet), other.Select(part => part.Sheet));
        Assert.Equal(one.Select(part => part.IsHidden), other.Select(part => part.IsHidden));
        for (var i = 0; i < one.Length; i++)
        {
            var (left, right) = (FileLab.Rows(old, one[i]), FileLab.Rows(young, other[i]));
            Assert.Equal(left.Labels, right.Labels);
            var today = SavedOnTwoDays.FirstOrDefault(pair => pair.Stem == stem);
            Assert.Equal(today.Stem is null ? left.Shown : left.Shown.Replace(today.Xls, today.Xlsx, StringComparison.Ordinal), right.Shown);
        }
    }

    [Fact]
    public void Look_AtEveryWorkbookThere_ReadsItOrSaysWhy()
    {
        foreach (var file in Directory.EnumerateFiles(Excel, "*.xls*"))
        {
            switch (FileLab.Look(FileSource.At(file)))
            {
                case FileOutcome.Readable readable:
                    Assert.NotEmpty(readable.Parts);
                    break;
                case FileOutcome.Refused refused:
                    Assert.NotEmpty(refused.Refusal.Message);
                    Assert.True(refused.Refusal.Reason == RefusalReason.EmptyWorkbook || file.Contains("corrupt", StringComparison.OrdinalIgnoreCase), file);
                    break;
                case FileOutcome.PasswordNeeded needed:
                    Assert.False(needed.WasWrong);
                    Assert.Contains("pwd", file, StringComparison.Ordinal);
                    break;
            }
        }
    }

    [Fact]
    public void Look_WithAPassword_OpensWithTheRightOneAndTellsTheWrongOne()
    {
        foreach (var path in Directory.EnumerateFiles(Excel, "*pwd_password*"))
        {
            var file = FileSource.At(path);
            Assert.True(Assert.IsType<FileOutcome.PasswordNeeded>(FileLab.Look(file, new ReadingChoices { Password = "not it" })).WasWrong);
            var choices = new ReadingChoices { Password = "password" };
            Assert.NotEmpty(FileLab.Rows(file, choices: choices).Labels);
            Assert.DoesNotContain("password =", choices.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("roo_1900_base.xlsx")]
    [InlineData("roo_1904_base.xlsx")]
    [InlineData("roo_1904_base.xls")]
    public void Read_AWorkbookOfEitherEpoch_GivesTheDatesItShows(string name)
    {
        var grid = FileLab.Rows(FileSource.At(Path.Combine(Excel, name)));
        Assert.StartsWith("1: 2009-06-15", grid.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ErrorCells_GivesTheirNames()
    {
        foreach (var name in new[] { "Test_git_issue_329_error.xls", "Test_git_issue_329_error.xlsx" })
        {
            var grid = FileLab.Rows(FileSource.At(Path.Combine(Excel, name)));
            Assert.Equal("1: #DIV/0!|#N/A|#VALUE!", grid.Shown);
        }
    }

    [Fact]
    public void Look_AtAWorkbookThatUnpacksTooFar_RefusesIt()
    {
        var bomb = FileLab.Zip(
            ("[Content_Types].xml", "<Types/>"u8.ToArray()),
            ("xl/workbook.xml", "<workbook/>"u8.ToArray()),
            ("xl/worksheets/sheet1.xml", new byte[30_000_000]));
        var refusal = FileLab.Refused(FileLab.File("prices.xlsx", bomb), options: new IngestOptions { SuspiciousFrom = 1_000_000 });
        Assert.Equal(RefusalReason.ExpandsTooFar, refusal.Reason);
        Assert.StartsWith("prices.xlsx would unpack to more than", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_AtHalfAWorkbook_SaysThatItIsDamaged()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Excel, "Test10x10.xlsx"));
        var refusal = FileLab.Refused(FileLab.File("half.xlsx", bytes[..(bytes.Length / 2)]));
        Assert.Contains(refusal.Reason, new[] { RefusalReason.CorruptWorkbook, RefusalReason.CorruptArchive });
    }
}
