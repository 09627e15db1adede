using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Explore.Export;
using Kali.Data.Quality;
using Kali.Web.Tests.Pipeline;
using Xunit;

namespace Kali.Web.Tests.Quality;

/// <summary>What the pages of a dataset read, over a load that went the whole way on the real engine.</summary>
public sealed class TablePreviewTests
{
    private static readonly DatasetName Orders = new("kali_dev", "orders");
    private static readonly ImmutableArray<string> Columns = ["bestell_nr", "kunde", "betrag"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_ComeInFileOrder_AtAnyPlace_WithTheirMarks()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(5000);
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));
        var preview = await OpenAsync(lake, Layer.Silver);
        var all = preview.Of(PreviewFilter.All);

        var count = await all.CountAsync(PipelineLake.Steward, Ct);
        Assert.Equal(file.Lines - file.NotReadable - file.Duplicates, count);
        var whole = new List<PreviewRow>();
        for (var start = 0; start < count; start += 700)
            whole.AddRange(await all.ReadAsync(start, 700, Columns, PipelineLake.Steward, Ct));
        Assert.Equal(count, whole.Count);
        Assert.Equal(whole.Select(row => row.RowId).Order(), whole.Select(row => row.RowId));
        Assert.Equal(whole[4321], (await all.ReadAsync(4321, 1, Columns, PipelineLake.Steward, Ct))[0], SameRow);
        Assert.Equal(4321, await all.PlaceOfAsync(whole[4321].RowId, PipelineLake.Steward, Ct));
        Assert.Empty(await all.ReadAsync(count + 10, 5, Columns, PipelineLake.Steward, Ct));

        // Order 20: its amount is no number, so silver has none and the mark tells the text of the file.
        var misfit = whole.Single(row => row.Values[0] == "A-000020");
        Assert.Null(misfit.Values[2]);
        var mark = Assert.Single(misfit.MarksOf("betrag"));
        Assert.Equal((MarkTier.Confirmed, "viel"), (mark.Tier, mark.Observed));
    }

    [Fact]
    public async Task Rows_ComeByAColumn_WithPlacesToMatch_AndRowsWithoutAValueLast()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(3000).Bytes));
        var preview = await OpenAsync(lake, Layer.Silver);
        var inFile = await WholeAsync(preview.Of(PreviewFilter.All));
        Assert.Contains(inFile, row => row.Values[2] is null);

        foreach (var isDescending in new[] { false, true })
        {
            var ordered = preview.Of(PreviewFilter.All, new PreviewOrder("betrag", isDescending));
            var found = await WholeAsync(ordered);
            var present = inFile.Where(row => row.Values[2] is not null);
            var expected = (isDescending ? present.OrderByDescending(Amount) : present.OrderBy(Amount)).Concat(inFile.Where(row => row.Values[2] is null));
            Assert.Equal(expected.Select(row => row.RowId), found.Select(row => row.RowId));
            Assert.Equal(1234, await ordered.PlaceOfAsync(found[1234].RowId, PipelineLake.Steward, Ct));

            var marked = found.Index().Where(row => !row.Item.Marks.IsEmpty).Select(row => row.Index).ToList();
            Assert.Equal(found[marked[1]].RowId, await ordered.NextMarkedAsync(found[marked[0]].RowId, forward: true, PipelineLake.Steward, Ct));
            Assert.Equal(found[marked[0]].RowId, await ordered.NextMarkedAsync(found[marked[1]].RowId, forward: false, PipelineLake.Steward, Ct));
        }
        Assert.Equal(inFile.Select(row => row.RowId), (await WholeAsync(preview.Of(PreviewFilter.All, new PreviewOrder("no such column")))).Select(row => row.RowId));

        static decimal Amount(PreviewRow row) => decimal.Parse(row.Values[2]!, System.Globalization.CultureInfo.InvariantCulture);
        static async Task<List<PreviewRow>> WholeAsync(PreviewRows rows)
        {
            var whole = new List<PreviewRow>();
            for (var count = await rows.CountAsync(PipelineLake.Steward, Ct); whole.Count < count;)
                whole.AddRange(await rows.ReadAsync(whole.Count, 900, Columns, PipelineLake.Steward, Ct));
            return whole;
        }
    }

    [Fact]
    public async Task LeftOut_AreTheRowsOfRawThatTheirLoadKeptOutOfSilver()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(1000);
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "more.csv", MessyFile.Orders(500).Bytes));
        var preview = await OpenAsync(lake, Layer.Raw);
        var load = (await lake.Get<QualityReports>().ForAsync(Orders, run: null, PipelineLake.Steward, Ct))!.History[0];

        var leftOut = preview.Of(PreviewFilter.All with { LeftOutOf = load });

        Assert.NotEqual(0, file.Duplicates);
        Assert.Equal(file.Duplicates, await leftOut.CountAsync(PipelineLake.Steward, Ct));
        Assert.Equal(0, await (await OpenAsync(lake, Layer.Gold)).Of(PreviewFilter.All with { LeftOutOf = load }).CountAsync(PipelineLake.Steward, Ct));
    }

    [Fact]
    public async Task Marks_AreCounted_Filtered_AndWalkedFromOneToTheNext()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var file = MessyFile.Orders(1000);
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", file.Bytes));
        var preview = await OpenAsync(lake, Layer.Silver);

        var facts = await preview.FactsAsync(PipelineLake.Steward, Ct);
        Assert.Equal(file.Misfits, facts.MarkedRows);
        Assert.Equal((10, 10), (facts.Columns["betrag"].Marked, facts.Columns["bestellt_am"].Marked));
        Assert.Equal(10, facts.Columns["betrag"].Missing);

        var marked = preview.Of(PreviewFilter.All with { OnlyMarked = true });
        var rows = await marked.ReadAsync(0, 100, Columns, PipelineLake.Steward, Ct);
        Assert.Equal(file.Misfits, rows.Length);
        Assert.All(rows, row => Assert.NotEmpty(row.Marks));
        var all = preview.Of(PreviewFilter.All);
        Assert.Equal(rows[1].RowId, await all.NextMarkedAsync(rows[0].RowId, forward: true, PipelineLake.Steward, Ct));
        Assert.Equal(rows[0].RowId, await all.NextMarkedAsync(rows[1].RowId, forward: false, PipelineLake.Steward, Ct));
        Assert.Null(await all.NextMarkedAsync(rows[^1].RowId, forward: true, PipelineLake.Steward, Ct));

        var rule = rows[0].Marks[0].RuleId;
        Assert.Equal(10, await preview.Of(PreviewFilter.All with { Rule = rule }).CountAsync(PipelineLake.Steward, Ct));
        Assert.Equal(1, await preview.Of(PreviewFilter.All with { Find = "a-000123", FindIn = Columns }).CountAsync(PipelineLake.Steward, Ct));
        Assert.Equal(0, await preview.Of(PreviewFilter.All with { Find = "%", FindIn = Columns }).CountAsync(PipelineLake.Steward, Ct));
    }

    [Fact]
    public async Task BarsOfTheProfile_LeaveAsManyRowsAsTheySay()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(1000).Bytes));
        var preview = await OpenAsync(lake, Layer.Gold);
        var known = await lake.Get<TableProfiles>().OfAsync(Orders, Layer.Gold, null, PipelineLake.Two, Ct);

        Assert.Equal(preview.Rows, known!.Profile.Rows);
        foreach (var column in known.Profile.Columns)
        {
            await CheckAsync(new ValueFilter.Missing(column.Name), column.Missing);
            if (!column.TopValues.IsEmpty)
                await CheckAsync(new ValueFilter.Value(column.Name, column.TopValues[0].Value), column.TopValues[0].Count);
            if (!column.Patterns.IsEmpty && column.PatternsOf == column.Present)
                await CheckAsync(new ValueFilter.Pattern(column.Name, column.Patterns[0].Value), column.Patterns[0].Count);
            foreach (var bin in column.Histogram?.Bins.Take(3) ?? [])
                await CheckAsync(new ValueFilter.Span(column.Name, bin.Index * column.Histogram!.Width, (bin.Index + 1) * column.Histogram.Width), bin.Count);
        }

        // Asked again, it is not counted again.
        Assert.Equal(known.At, (await lake.Get<TableProfiles>().OfAsync(Orders, Layer.Gold, known.Version, PipelineLake.Two, Ct))!.At);

        async Task CheckAsync(ValueFilter only, long expected) =>
            Assert.Equal(expected, await preview.Of(PreviewFilter.All with { Only = only }).CountAsync(PipelineLake.Steward, Ct));
    }

    [Fact]
    public async Task WhoMayNotReadALayer_IsToldWhoCanGiveAccess()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(120).Bytes));

        foreach (var layer in new[] { Layer.Raw, Layer.Silver, Layer.Quarantine })
        {
            var refused = await Assert.ThrowsAsync<NotAllowedException>(() => lake.Get<TablePreviews>().OpenAsync(Orders, layer, null, PipelineLake.Two, Ct));
            Assert.Contains(PipelineLake.One.DisplayName, refused.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<NotAllowedException>(() => lake.Get<TableProfiles>().OfAsync(Orders, layer, null, PipelineLake.Two, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => lake.Get<DatasetDownloads>().OpenAsync(Orders, layer, null, true, System.Globalization.CultureInfo.InvariantCulture, PipelineLake.Two, Ct));
        }
        Assert.NotNull(await lake.Get<TablePreviews>().OpenAsync(Orders, Layer.Gold, null, PipelineLake.Two, Ct));
    }

    [Fact]
    public async Task Download_OfHeldBackRows_SpellsTheReasonsOut()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(120).Bytes));

        var view = await lake.Get<DatasetDownloads>().OpenAsync(Orders, Layer.Quarantine, null, true, System.Globalization.CultureInfo.GetCultureInfo("de-DE"), PipelineLake.One, Ct);
        await using var rows = view.Rows;
        using var target = new MemoryStream();
        await ExportFormat.Csv.WriteAsync(view, target, Ct);
        var lines = System.Text.Encoding.UTF8.GetString(target.ToArray()).Split("\r\n");

        Assert.Equal("Datei,Zeile in der Datei,Bestell-Nr,Kunde,Betrag,Bestellt am,Warum zurückgehalten", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("orders.csv,22,A-000020,", StringComparison.Ordinal) && line.Contains("Betrag", StringComparison.Ordinal) && line.Contains("in der Datei: viel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trial_OfARule_SaysWhatTheLastLoadWouldBreak_AndWritesNothing()
    {
        await using var lake = await PipelineLake.OpenAsync();
        await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(200).Bytes));
        var before = await lake.Get<Rules>().OfAsync(Orders, PipelineLake.Steward, Ct);
        var rule = new Rule { Id = Guid.NewGuid(), Dataset = Orders, Name = "big", Kind = new InRange("betrag", null, "100") };

        var trial = await lake.Get<RuleTrials>().TryAsync(rule, 3, PipelineLake.Steward, Ct);

        Assert.True(trial!.Result.Failing > 50);
        Assert.Equal(3, trial.Rows!.Rows.Length);
        Assert.Equal(["betrag"], trial.Rows.Marked);
        Assert.Equal(before.Length, (await lake.Get<Rules>().OfAsync(Orders, PipelineLake.Steward, Ct)).Length);
    }

    [Fact]
    public async Task Evidence_IsAStatementOverTheTablesByName_WithoutAPathOfTheServer()
    {
        await using var lake = await PipelineLake.OpenAsync();
        var run = await Sending.LoadAsync(lake, await Sending.ReceiveAsync(lake, "orders.csv", MessyFile.Orders(200).Bytes));
        var report = await lake.Get<QualityReports>().ForAsync(Orders, run.Id, PipelineLake.Steward, Ct);

        var sql = await lake.Get<QualityReports>().ExplainAsync(Orders, run.Id, report!.Groups[0].Rule.Id, 5, PipelineLake.Steward, Ct);

        Assert.Contains(Orders.Silver.ToString(), sql, StringComparison.Ordinal);
        Assert.DoesNotContain(lake.Folder, sql, StringComparison.Ordinal);
        Assert.DoesNotContain("parquet", sql, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<TablePreview> OpenAsync(PipelineLake lake, Layer layer) =>
        await lake.Get<TablePreviews>().OpenAsync(Orders, layer, null, PipelineLake.Steward, Ct) ?? throw new InvalidOperationException("The layer has no table.");

    private static bool SameRow(PreviewRow one, PreviewRow other) => one.RowId == other.RowId && one.Values.SequenceEqual(other.Values);
}
