using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Xunit;

namespace Kali.Web.Tests.Ingest;

/// <summary>Real files with bytes changed, cut and doubled: read, or refused with a reason, and nothing else.</summary>
public sealed class MutationTests
{
    [Theory]
    [InlineData("excel/Test10x10.xls")]
    [InlineData("excel/Test10x10.xlsx")]
    [InlineData("excel/Test_MergedCell.xls")]
    [InlineData("excel/Test_git_issue_329_error.xls")]
    [InlineData("excel/standard_AES128_SHA1_ECB_pwd_password.xlsx")]
    [InlineData("file-formats/json/simple.json")]
    [InlineData("file-formats/json/honeypot")]
    [InlineData("file-formats/csv/iris-utf-16.csv")]
    [InlineData("file-formats/csv/daily-activity-sheet-@.csv")]
    [InlineData("file-formats/parquet/nation.plain.parquet")]
    public void Look_AtMutatedBytes_ReadsThemOrSaysWhy(string path)
    {
        var original = File.ReadAllBytes(SharedData.Find(path.Split('/')));
        var random = new Random(20261123);
        var options = new IngestOptions { MostExpandedBytes = 100_000_000, MostWorkbookBytes = 100_000_000 };
        var reading = new FileReading(options);
        var choices = new ReadingChoices { Password = "password" };
        for (var round = 0; round < 60; round++)
        {
            var file = FileLab.File(Path.GetFileName(path), Mutated(original, random));
            try
            {
                if (reading.Look(file, choices, CancellationToken.None) is FileOutcome.Readable readable)
                {
                    foreach (var part in readable.Parts.Take(2))
                        reading.Preview(file, part, choices, TypingHints.None, CancellationToken.None);
                }
            }
            catch (KaliException told)
            {
                Assert.NotEmpty(told.Message);
            }
        }
    }

    private static byte[] Mutated(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var i = random.Next(1, 12); i > 0; i--)
            bytes[random.Next(random.Next(2) == 0 ? Math.Min(bytes.Length, 600) : bytes.Length)] = (byte)random.Next(256);
        return random.Next(4) switch
        {
            0 => bytes[..random.Next(1, bytes.Length)],
            1 => [.. bytes, .. bytes[random.Next(bytes.Length)..]],
            _ => bytes,
        };
    }
}
