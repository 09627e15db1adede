using System.Text;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>From a whole upload to the run that loads it: what is asked, what is remembered, what starts by itself.</summary>
public sealed class IntakeTests : IAsyncLifetime
{
    private static readonly Actor Uploader = UploadServer.Uploader;

    private readonly TemporaryLake _lake = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RecordedLoads Loads => _services.GetRequiredService<RecordedLoads>();

    private UploadSessions Uploads => _services.GetRequiredService<UploadSessions>();

    private Intakes Intakes => _services.GetRequiredService<Intakes>();

    public async ValueTask InitializeAsync()
    {
        _services = RecordedLoads.AddTo(new ServiceCollection(), _lake.Folder).BuildServiceProvider();
        await RecordedLoads.CreateStoreAsync(_services);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _lake.Dispose();
    }

    [Fact]
    public async Task Read_WhenNothingIsOpen_StartsTheRunByItself()
    {
        var intake = Assert.Single(await ReadAsync("orders.csv", "id,city\n1,Wien\n2,Köln\n"));
        Assert.Equal((IntakeState.Started, 1L), (intake.State, intake.Run!.Value.Value));
        var part = Assert.Single(Loads.Started);
        Assert.Equal(("kali_dev.orders", IngestMode.Append), (part.Dataset.ToString(), part.Mode));
        Assert.Equal(["id", "city"], part.Columns.Select(column => column.Name));
    }

    [Fact]
    public async Task Read_WhenADateIsAmbiguous_AsksAndStartsWithTheAnswer()
    {
        var intake = Assert.Single(await ReadAsync("orders.csv", Ambiguous));
        var question = Assert.IsType<Question.DateOrder>(Assert.Single(intake.Open));
        Assert.Empty(Loads.Started);
        var other = question.Options.First(option => option != question.Default);
        await Intakes.AnswerAsync(intake.Id, question.Key, other, Uploader, Token);
        await Intakes.StartAsync(intake.Id, Uploader, Token);
        Assert.Equal(new ValueFormat.Date(other), Assert.Single(Loads.Started).Columns.Single(column => column.Name == "due").Format);
    }

    [Fact]
    public async Task Read_OfTheNextFile_IsNotAskedAgain()
    {
        var first = Assert.Single(await ReadAsync("orders.csv", Ambiguous));
        var question = Assert.Single(first.Open);
        await Intakes.AnswerAsync(first.Id, question.Key, question.Options[1], Uploader, Token);
        await Intakes.StartAsync(first.Id, Uploader, Token);
        var second = Assert.Single(await ReadAsync("orders.csv", Ambiguous.Replace("a,", "x,", StringComparison.Ordinal)));
        Assert.Equal(IntakeState.Started, second.State);
        Assert.Equal(question.Options[1], second.Draft.Answers[question.Key]);
    }

    [Fact]
    public async Task Read_OfTheSameBytes_LoadsNothingUntilAPersonWantsIt()
    {
        await ReadAsync("orders.csv", "id,city\n1,Wien\n2,Köln\n");
        var again = Assert.Single(await ReadAsync("copy.csv", "id,city\n1,Wien\n2,Köln\n"));
        Assert.Equal(IntakeState.Same, again.State);
        Assert.Single(Loads.Started);
        await Intakes.TakeInAsync(again.Id, Uploader, Token);
        Assert.Equal(IntakeState.Started, (await Intakes.StartAsync(again.Id, Uploader, Token)).State);
        Assert.Equal(2, Loads.Started.Count);
    }

    [Fact]
    public async Task Read_OfWhatIsNoTable_TakesTheUploadBack()
    {
        var upload = await Uploads.BringAsync("page.csv", new MemoryStream("%PDF-1.7\n%âãÏÓ\n1 0 obj"u8.ToArray()), Uploader, Token).ContinueWith(
            task => task.Exception?.InnerException, TaskScheduler.Default);
        Assert.Contains("page.csv", Assert.IsType<RefusedException>(upload).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mode_MergeByKey_CountsWhatTheKeyDoesNotTellApart()
    {
        var intake = Assert.Single(await ReadAsync("orders.csv", Ambiguous + "a,03/04/2026\n,04/05/2026\n"));
        var worth = await Intakes.CountKeyAsync(intake.Id, ["id"], Uploader, Token);
        Assert.Equal(new KeyWorth(5, 1, 1), worth);
        await Intakes.ModeAsync(intake.Id, IngestMode.Merge, ["id"], Uploader, Token);
        await Intakes.StartAsync(intake.Id, Uploader, Token);
        Assert.Equal((IngestMode.Merge, "id"), (Loads.Started.Single().Mode, Loads.Started.Single().Keys.Single()));
    }

    [Fact]
    public async Task ReadAs_AnotherSeparator_IsReadAnew()
    {
        var intake = Assert.Single(await ReadAsync("orders.csv", Ambiguous));
        var changed = await Intakes.ReadAsAsync(intake.Id, new ReadingChoices { Delimiter = ";" }, Uploader, Token);
        Assert.Single(changed.Draft.Proposed);
        var back = await Intakes.ReadAsAsync(intake.Id, ReadingChoices.None, Uploader, Token);
        Assert.Equal(2, back.Draft.Proposed.Length);
    }

    [Fact]
    public async Task Start_OfWhatIsBeingLoaded_IsRefused()
    {
        var intake = Assert.Single(await ReadAsync("orders.csv", "id,city\n1,Wien\n"));
        await Assert.ThrowsAsync<RefusedException>(() => Intakes.StartAsync(intake.Id, Uploader, Token));
        await Assert.ThrowsAsync<NotFoundException>(() => Intakes.GetAsync(intake.Id, Uploader with { UserId = "u-another" }, Token));
    }

    [Fact]
    public async Task Preview_OfHalfAFile_ShowsItsFirstRows()
    {
        var text = new StringBuilder("id,city\n");
        for (var row = 0; row < 200_000; row++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{row},Wien\n");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var created = Assert.IsType<CreateOutcome.Created>(await Uploads.CreateAsync(new NewUpload("big.csv", bytes.Length, UploadMetadata.Empty), Uploader, Token));
        Assert.Null(await Intakes.PreviewAsync(created.Upload.Id, null, Uploader, Token));
        var half = System.IO.Pipelines.PipeReader.Create(new MemoryStream(bytes[..1_200_000]));
        await Uploads.ReceiveAsync(created.Upload.Id, 0, new UploadBody(half), Uploader, Token);
        var preview = await Intakes.PreviewAsync(created.Upload.Id, null, Uploader, Token);
        Assert.Equal(100, preview!.Rows.Length);
        Assert.Equal(["id", "city"], preview.Columns.Select(column => column.Reading.Label));
        Assert.True(preview.HasMore);
    }

    [Fact]
    public async Task Read_OfWhatWasSentToADataset_GoesThereAndWaitsForItsMode()
    {
        await ReadAsync("orders.csv", "id,city\n1,Wien\n2,Köln\n");
        var intake = Assert.Single(await ReadAsync("october.csv", "id,city\n3,Graz\n", sentTo: "orders"));
        Assert.Equal((IntakeState.Asking, "orders"), (intake.State, intake.Draft.Dataset));
        Assert.Single(Loads.Started);
        await Intakes.ModeAsync(intake.Id, IngestMode.Overwrite, [], Uploader, Token);
        await Intakes.StartAsync(intake.Id, Uploader, Token);
        Assert.Equal(("kali_dev.orders", IngestMode.Overwrite), (Loads.Started.Last().Dataset.ToString(), Loads.Started.Last().Mode));
    }

    [Fact]
    public async Task Read_OfWhatWasSentToNoDatasetThereIs_GoesWhereItsNameSays()
    {
        await ReadAsync("october.csv", "id,city\n3,Graz\n", sentTo: "no_such_dataset");
        Assert.Equal("kali_dev.october", Assert.Single(Loads.Started).Dataset.ToString());
    }

    private const string Ambiguous = "id,due\na,03/04/2026\nb,05/06/2026\nc,07/08/2026\n";

    private async Task<IReadOnlyList<Intake>> ReadAsync(string name, string content, string? sentTo = null)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var metadata = sentTo is null ? UploadMetadata.Empty : UploadMetadata.From((UploadMetadata.Dataset, sentTo));
        var created = Assert.IsType<CreateOutcome.Created>(await Uploads.CreateAsync(new NewUpload(name, bytes.Length, metadata), Uploader, Token));
        var body = new UploadBody(System.IO.Pipelines.PipeReader.Create(new MemoryStream(bytes)));
        var whole = Assert.IsType<ReceiveOutcome.Received>(await Uploads.ReceiveAsync(created.Upload.Id, 0, body, Uploader, Token)).Upload;
        return await Intakes.ReadAsync(whole, Uploader, Token);
    }
}
