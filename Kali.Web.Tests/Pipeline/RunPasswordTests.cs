using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Kali.Data.Lake;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;
using Xunit;

namespace Kali.Web.Tests.Pipeline;

/// <summary>A protected workbook whose password went with the process that was given it.</summary>
public sealed class RunPasswordTests
{
    private const string Name = "standard_AES128_SHA1_ECB_pwd_password.xlsx";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARunWithoutThePassword_StopsAndGoesOnWithIt()
    {
        var path = SharedData.Find("excel", Name);
        await using var lake = await PipelineLake.OpenAsync();
        var part = await PartAsync(lake, path);

        var stopped = await Sending.LoadAsync(lake, part);
        Assert.Equal((RunState.Failed, true), (stopped.State, stopped.NeedsPassword));

        var passwords = lake.Get<RunPasswords>();
        await Assert.ThrowsAsync<RefusedException>(() => passwords.GiveAsync(stopped.Id, "wrong", PipelineLake.One, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => passwords.GiveAsync(stopped.Id, "password", PipelineLake.Two, Ct));
        await passwords.GiveAsync(stopped.Id, "password", PipelineLake.One, Ct);
        Assert.Equal(RunState.Done, (await Sending.WorkToEndAsync(lake, stopped.Id)).State);
    }

    private static async Task<PartToLoad> PartAsync(PipelineLake lake, string path)
    {
        var place = new LakePath($"raw/uploads/2026-11-23/u-one/{Name}");
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        await lake.Get<ILakeFiles>().PutIfAbsentAsync(place, bytes, Ct);
        var choices = new ReadingChoices { Password = "password" };
        var source = FileSource.At(path);
        var part = Assert.IsType<FileOutcome.Readable>(lake.Get<FileReading>().Look(source, choices, Ct)).Parts[0];
        var preview = lake.Get<FileReading>().Preview(source, part, choices, TypingHints.None, Ct);
        return PipelineLake.Part("protected", "protected", bytes.Length) with
        {
            UploadId = new string('a', 32),
            ReceivedAs = place.Value,
            FileName = Name,
            Part = part,
            Columns = [.. preview.Columns.Select(column => column.Reading)],
        };
    }
}
