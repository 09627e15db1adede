using System.Text;
using CsCheck;
using Kali.Data;
using Kali.Data.Lake;
using Xunit;

namespace Kali.Web.Tests.Lake;

public sealed class LocalLakeFilesTests : LakeFilesContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kali-lake-").FullName;
    private readonly LocalLakeFiles _files;

    public LocalLakeFilesTests() => _files = new LocalLakeFiles(Path.Combine(_root, "lake"));

    public override ILakeFiles Files => _files;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Free_IsToldInBytes() => Assert.True(_files.FreeBytes() > 0);

    [Fact]
    public void Fault_OfAFullDisk_SaysWhatIsKeptAndWhatToDo()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        var fault = Assert.ThrowsAny<IOException>(() =>
        {
            using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
            RandomAccess.Write(full, new byte[1], 0);
        });

        var told = StorageFault.Writing(Path.Combine(_root, "raw", "a.csv"), fault);

        Assert.Equal(StorageCause.Full, StorageFault.Cause(fault));
        Assert.Contains("is full", told.Message, StringComparison.Ordinal);
        Assert.Contains("bytes left", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, "read-only")]
    [InlineData(13, "no right")]
    [InlineData(122, "is full")]
    public void Fault_OfTheStorage_IsToldByItsCause(int error, string told)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Errors of Unix.");
        Assert.Contains(told, StorageFault.Writing("/lake/x", new IOException("raw", error)).Message, StringComparison.Ordinal);
        Assert.Contains(told, StorageFault.Writing("/lake/x", error == 122 ? new IOException("raw", 28) : new UnauthorizedAccessException("raw", new IOException("raw", error))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_IntoAFolderThatIsAFile_IsToldAsAFaultOfTheStorage()
    {
        await _files.PutIfAbsentAsync(new LakePath("a"), new byte[1], Ct);

        var told = await Assert.ThrowsAsync<KaliException>(() => _files.PutIfAbsentAsync(new LakePath("a/b"), new byte[1], Ct));

        Assert.Contains("cannot be written", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Umsätze 100 % \"neu\".csv", "Umsätze 100 % _neu_.csv")]
    [InlineData("../../etc/passwd", "_.._.._etc_passwd")]
    [InlineData("C:\\temp\\a.csv", "C__temp_a.csv")]
    [InlineData(" .hidden. ", "_.hidden")]
    [InlineData("con.csv", "_con.csv")]
    [InlineData("😀.xlsx", "😀.xlsx")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    public void FileName_OfAnyLabel_IsOneSafePart(string label, string name) => Assert.Equal(name, LakeFileName.From(label));

    [Fact]
    public void FileName_OfAnyLabel_CanBeWrittenAndStaysTheSameSafeName() => Gen.String.Sample(label =>
    {
        var name = LakeFileName.From(label);
        Assert.Equal(name, LakeFileName.From(name));
        Assert.True(Encoding.UTF8.GetByteCount(name) <= 200);
        var path = new LakePath($"n/{name}");
        File.WriteAllText(Directory.CreateDirectory(Path.Combine(_root, "n")).FullName + "/" + name, "");
        Assert.Equal(name, path.Name);
    }, iter: 300, threads: 1);

    [Theory]
    [InlineData("orders.csv", 2, "orders (2).csv")]
    [InlineData("orders", 3, "orders (3)")]
    [InlineData("orders.csv", 1, "orders.csv")]
    public void FileName_Numbered_KeepsItsExtension(string name, int number, string numbered) => Assert.Equal(numbered, LakeFileName.Numbered(name, number));
}
