using System.Globalization;
using System.Text;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Pipeline;
using Kali.Data.Uploads;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Uploads;

/// <summary>The second file of a dataset, after the first went through the whole pipeline: what is not like last time is told before anything is written.</summary>
public sealed class SecondUploadTests(SecondUploadTests.FirstUpload first) : IClassFixture<SecondUploadTests.FirstUpload>
{
    private static readonly string[] Cities = ["Wien", "Köln", "Graz", "Linz"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Intakes Intakes => first.Lake.Get<Intakes>();

    /// <summary>A lake with one load of orders, which no test of the class adds to.</summary>
    public sealed class FirstUpload : IAsyncLifetime
    {
        internal PipelineLake Lake { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Lake = await PipelineLake.OpenAsync();
            await LoadAsync("orders.csv", File(Rows(300)));
        }

        internal async Task LoadAsync(string name, string text)
        {
            var upload = await Lake.Get<UploadSessions>().BringAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), PipelineLake.One, Ct);
            var intake = Assert.Single(await Lake.Get<Intakes>().ReadAsync(upload, PipelineLake.One, Ct));
            var run = intake.Run ?? (await Lake.Get<Intakes>().StartAsync(intake.Id, PipelineLake.One, Ct)).Run!.Value;
            Assert.Equal(RunState.Done, (await Sending.WorkToEndAsync(Lake, run)).State);
        }

        public ValueTask DisposeAsync() => Lake.DisposeAsync();
    }

    [Fact]
    public async Task AFileLikeTheLast_HasNoSigns()
    {
        var intake = await SecondAsync(File(Rows(280, seed: 7)));

        Assert.Empty(intake.Draft.Signs);
        Assert.Empty(intake.Open);
    }

    [Fact]
    public async Task Cents_InsteadOfEuros_AreAskedAbout()
    {
        var intake = await SecondAsync(File(Rows(280, seed: 7, factor: 100)));

        var sign = Assert.Single(intake.Draft.Signs, sign => sign.Kind == UploadSignKind.UnitShift);
        Assert.Equal(("amount", true), (sign.Column, sign.IsGrave));
        Assert.IsType<Question.News>(Assert.Single(intake.Open));
        await Assert.ThrowsAsync<RefusedException>(async () =>
        {
            await Intakes.AnswerAsync(intake.Id, "news", "refuse", PipelineLake.One, Ct);
            await Intakes.StartAsync(intake.Id, PipelineLake.One, Ct);
        });
    }

    [Fact]
    public async Task WhatMovedAroundTheData_IsToldAndReadAsItIs()
    {
        var text = "Export\n\n" + File(Rows(280, seed: 7)) + "Total,,12,\n";
        var intake = await SecondAsync(text);

        Assert.Equal([UploadSignKind.HeaderMoved, UploadSignKind.TotalsRow], intake.Draft.Signs.Select(sign => sign.Kind).Order());
        Assert.Empty(intake.Open);
    }

    [Fact]
    public async Task DecimalCommas_AndMonthsFirst_AreTold()
    {
        var rows = Rows(280, seed: 7).Select(row => string.Join(';', row[0], row[1], row[2].Replace('.', ','), $"{row[3][5..7]}/{row[3][8..]}/{row[3][..4]}"));
        var intake = await SecondAsync($"id;city;amount;ordered\n{string.Join('\n', rows)}\n");

        Assert.Contains(UploadSignKind.DecimalSign, intake.Draft.Signs.Select(sign => sign.Kind));
        Assert.Contains(UploadSignKind.DateOrder, intake.Draft.Signs.Select(sign => sign.Kind));
        Assert.DoesNotContain(intake.Draft.Signs, sign => sign.Kind == UploadSignKind.UnitShift);
    }

    [Fact]
    public async Task NewAndGoneValues_AndAJumpOfRows_AreTold()
    {
        var intake = await SecondAsync(File(Rows(1600, seed: 7).Select(row => row[1] == "Wien" ? [row[0], "Vienna", row[2], row[3]] : row)));

        Assert.Equal([UploadSignKind.Volume, UploadSignKind.NewValues, UploadSignKind.GoneValues], intake.Draft.Signs.Select(sign => sign.Kind).Order());
        Assert.Contains(intake.Draft.Signs, sign => sign.Says.Text.Contains("Vienna", StringComparison.Ordinal));
        Assert.Contains(intake.Draft.Signs, sign => sign is { Kind: UploadSignKind.Volume, IsGrave: true } && sign.Says.Text.Contains("1,600", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MissingValues_AndAnotherDistribution_AreTold()
    {
        var random = new Random(3);
        var intake = await SecondAsync(File(Rows(280, seed: 7).Select(row => (string[])[row[0], random.Next(3) == 0 ? "" : row[1], (decimal.Parse(row[2], CultureInfo.InvariantCulture) + 60).ToString(CultureInfo.InvariantCulture), row[3]])));

        Assert.Contains(intake.Draft.Signs, sign => sign is { Kind: UploadSignKind.Missing, Column: "city", IsGrave: true });
        Assert.Contains(intake.Draft.Signs, sign => sign is { Kind: UploadSignKind.Distribution, Column: "amount" });
    }

    [Fact]
    public async Task ASplitColumn_IsToldAndTheOthersAreNew()
    {
        var rows = Rows(280, seed: 7).Select(row => $"{row[0]},{row[1]},{row[2]},{row[3][..4]},{row[3][5..7]},{row[3][8..]}");
        var intake = await SecondAsync($"id,city,amount,year,month,day\n{string.Join('\n', rows)}\n");

        Assert.Equal(4, intake.Draft.Diff!.Columns.Count(change => change is not ColumnChange.Same));
        var sign = Assert.Single(intake.Draft.Signs, sign => sign is { Kind: UploadSignKind.ColumnSplit, Column: "ordered", IsGrave: true });
        Assert.Equal(("ordered", "-", "year, month, day"), (sign.Join!.Column, sign.Join.Separator, string.Join(", ", sign.Join.From)));
    }

    [Fact]
    public async Task ASplitColumn_IsPutTogetherAgainWhereAPersonSaysSo_AndNextTimeByItself()
    {
        string[] given = ["Ada", "Bert", "Carla", "Dora"], family = ["Vogt", "Hahn", "Kern", "Lang", "Mohn"];
        var people = Enumerable.Range(0, 60).Select(i => (Id: $"P-{i:000}", Given: given[i % 4], Family: family[i % 5])).ToList();
        await first.LoadAsync("people.csv", $"id,name\n{string.Join('\n', people.Select(person => $"{person.Id},{person.Given} {person.Family}"))}\n");
        var parted = $"id,given,family\n{string.Join('\n', people.Select(person => $"{person.Id}-b,{person.Given},{(person.Id == "P-007" ? "" : person.Family)}"))}\n";
        var intake = await SecondAsync(parted, into: "people");

        var join = Assert.Single(intake.Draft.Signs, sign => sign.Join is not null).Join!;
        Assert.Equal(("name", "given, family", " "), (join.Column, string.Join(", ", join.From), join.Separator));
        await Intakes.JoinAsync(intake.Id, join, isWanted: true, PipelineLake.One, Ct);
        var run = (await Intakes.StartAsync(intake.Id, PipelineLake.One, Ct)).Run!.Value;
        Assert.Equal(RunState.Done, (await Sending.WorkToEndAsync(first.Lake, run)).State);
        var names = await Sending.QueryAsync(first.Lake, Sql.Of($"SELECT name, given FROM {new DatasetName("kali_dev", "people").Gold} WHERE id = {"P-006-b"} OR id = {"P-007-b"} ORDER BY id"));
        Assert.Equal([("Carla Hahn", "Carla"), ("Dora", "Dora")], names.Select(row => ((string)row[0]!, (string)row[1]!)));

        var third = await SecondAsync(parted.Replace("-b", "-c", StringComparison.Ordinal), into: "people");
        Assert.Equal("name", Assert.Single(third.Draft.Joins).Column);
    }

    [Fact]
    public async Task AnotherUnitInTheHeader_IsAskedAbout()
    {
        await first.LoadAsync("prices.csv", File(Rows(40, seed: 7)).Replace("amount", "amount ($)", StringComparison.Ordinal));
        var euros = await SecondAsync(File(Rows(40, seed: 9)).Replace("amount", "amount (€)", StringComparison.Ordinal), into: "prices");

        Assert.Contains(euros.Draft.Signs, sign => sign is { Kind: UploadSignKind.UnitNamed, IsGrave: true });
    }

    [Fact]
    public async Task ChoicesForTheLastFile_AreUsedAndSaid()
    {
        var text = File(Rows(280, seed: 7)).Replace(',', ';');
        var intake = await SecondAsync("#remark;x;y;z\n" + text, "second.csv", into: "chosen");
        intake = await Intakes.ReadAsAsync(intake.Id, new ReadingChoices { Comment = "#", Delimiter = ";", PreambleRows = 1 }, PipelineLake.One, Ct);
        await Intakes.StartAsync(intake.Id, PipelineLake.One, Ct);

        var next = await SecondAsync(text, "november.csv", sentTo: "chosen");
        Assert.Equal((";", "second.csv"), (next.Draft.Choices.Delimiter, next.Draft.ReadAsLast));
        next = await Intakes.ReadAsAsync(next.Id, ReadingChoices.None, PipelineLake.One, Ct);
        Assert.Null(next.Draft.ReadAsLast);
    }

    private async Task<Intake> SecondAsync(string text, string name = "second.csv", string into = "orders", string? sentTo = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var metadata = sentTo is null ? UploadMetadata.Empty : UploadMetadata.From((UploadMetadata.Dataset, sentTo));
        var uploads = first.Lake.Get<UploadSessions>();
        var created = Assert.IsType<CreateOutcome.Created>(await uploads.CreateAsync(new NewUpload(name, bytes.Length, metadata), PipelineLake.One, Ct));
        var body = new UploadBody(System.IO.Pipelines.PipeReader.Create(new MemoryStream(bytes)));
        var whole = Assert.IsType<ReceiveOutcome.Received>(await uploads.ReceiveAsync(created.Upload.Id, 0, body, PipelineLake.One, Ct)).Upload;
        var intake = Assert.Single(await Intakes.LookAsync(whole, PipelineLake.One, Ct));
        return sentTo is null ? await Intakes.IntoAsync(intake.Id, into, PipelineLake.One, Ct) : intake;
    }

    private static string File(IEnumerable<string[]> rows) => $"id,city,amount,ordered\n{string.Join('\n', rows.Select(row => string.Join(',', row)))}\n";

    private static IEnumerable<string[]> Rows(int count, int seed = 1, int factor = 1)
    {
        var random = new Random(seed);
        for (var row = 0; row < count; row++)
            yield return [$"{seed}-{row}", Cities[random.Next(4)], (random.Next(1000, 9000) / 100m * factor).ToString("0.00", CultureInfo.InvariantCulture), $"2026-0{random.Next(1, 10)}-{random.Next(10, 29)}"];
    }
}
