using System.Globalization;
using System.Text;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Sample;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Data.Uploads;
using Kali.Web.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(LoadedKali))]

namespace Kali.Web.Tests.Browser;

/// <summary>
/// One host for all tests that load and change no data of their own: the sample is loaded, a second file waits for an answer. It is started by the first test that asks.
/// </summary>
public sealed class LoadedKali : IDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly Actor _admin = new("local-admin", "Admin", [KaliRole.Admin]);
    private KaliHost? _host;

    public KaliHost Host => _host!;

    public DatasetName Orders { get; } = new(new KaliOptions().Catalog, "orders");

    /// <summary>The run that loaded the sample.</summary>
    public RunId Run { get; private set; }

    /// <summary>The sample's upload.</summary>
    public string Upload { get; private set; } = "";

    /// <summary>The upload that asks how its dates are written.</summary>
    public string Asking { get; private set; } = "";

    /// <summary>The upload that is not like the last file of orders.</summary>
    public string Unlike { get; private set; } = "";

    /// <summary>The rule that knows the countries.</summary>
    public Guid Rule { get; private set; }

    /// <summary>A repair that waits for a second person.</summary>
    public long Repair { get; private set; }

    /// <summary>A workbook that came back as it went.</summary>
    public Guid Workbook { get; private set; }

    public async Task<LoadedKali> ReadyAsync(CancellationToken ct)
    {
        await _starting.WaitAsync(ct);
        try
        {
            if (_host is not null)
                return this;
            var host = KaliHost.OnRealPort();
            Run = await host.Services.GetRequiredService<SampleLoad>().SendAsync(_admin, ct);
            await foreach (var run in host.Services.GetRequiredService<Runs>().WatchAsync(Run, _admin, ct))
            {
                if (run.State.HasEnded())
                    break;
            }
            Asking = (await SendAsync(host, "deliveries.csv", AmbiguousDates(), ct)).Value;
            Unlike = (await SendAsync(host, "orders_2026-10.csv", NextOrders(), ct, "orders")).Value;
            Upload = (await host.Services.GetRequiredService<UploadSessions>().ListAsync(DateTimeOffset.UnixEpoch, _admin, ct)).Single(upload => upload.FileName == SampleOrders.FileName).Id.Value;
            Rule = (await host.Services.GetRequiredService<Rules>().OfAsync(Orders, _admin, ct)).Single(rule => rule.Name == "country_is_known").Id;
            await host.Services.GetRequiredService<BiteTrials>().RunAsync(Orders, rows: 2000, seed: 1, _admin, ct);
            Repair = await ProposeAsync(host, ct);
            Workbook = await SendBackAsync(host, ct);
            _host = host;
            return this;
        }
        finally
        {
            _starting.Release();
        }
    }

    public void Dispose()
    {
        _host?.Dispose();
        _starting.Dispose();
    }

    private async Task<long> ProposeAsync(KaliHost host, CancellationToken ct)
    {
        var engineer = new Actor("local-data-engineer", "Data engineer", [KaliRole.DataEngineer]);
        var repairs = host.Services.GetRequiredService<RepairLoop>();
        var draft = await repairs.AddAsync(Orders, [new RepairEdit.Spelling("country", "Deutschland", "DE") { Rule = Rule }, new RepairEdit.Spelling("country", "Österreich", "AT") { Rule = Rule }], engineer, ct);
        var proposed = await repairs.ProposeAsync(draft.Id, "One spelling for each country", isOffered: true, engineer, ct);
        await repairs.AddAsync(Orders, [new RepairEdit.Formula("country", "trim(upper(country))") { Rule = Rule }], _admin, ct);
        return proposed.Id;
    }

    private async Task<Guid> SendBackAsync(KaliHost host, CancellationToken ct)
    {
        var workbooks = host.Services.GetRequiredService<RepairWorkbooks>();
        var source = (await workbooks.SourcesAsync(Orders, 1, _admin, ct))[0];
        var made = await workbooks.MakeAsync(Orders, source.LoadNo, CultureInfo.InvariantCulture, _admin, ct);
        await using var content = made.Content;
        return (await workbooks.TakeAsync(Orders, content, made.FileName, _admin, ct)).Id;
    }

    private async Task<UploadId> SendAsync(KaliHost host, string name, string text, CancellationToken ct, string? into = null)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var upload = await host.Services.GetRequiredService<UploadSessions>().BringAsync(name, content, _admin, ct);
        var intakes = host.Services.GetRequiredService<Intakes>();
        var parts = await intakes.LookAsync(upload, _admin, ct);
        if (into is not null)
            await intakes.IntoAsync(parts[0].Id, into, _admin, ct);
        return upload.Id;
    }

    /// <summary>The first orders once more, with prices in cents, another name for the post code, without region, with units and a total.</summary>
    private static string NextOrders()
    {
        using var sample = new MemoryStream();
        SampleOrders.Write(sample);
        var lines = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(sample.ToArray()).Split("\r\n");
        var header = lines.First(line => line.StartsWith("Order ID;", StringComparison.Ordinal)).Replace("Postal code", "Post code", StringComparison.Ordinal).Replace("Region;", "", StringComparison.Ordinal).Split(';');
        var place = Array.IndexOf(header, "Unit price (€)");
        var text = new StringBuilder($"Orders of October\r\n\r\n\r\n{string.Join(';', header)}\r\n");
        text.Append(string.Join(';', header.Select((label, i) => i == place ? "ct" : label.StartsWith("Weight", StringComparison.Ordinal) ? "kg" : ""))).Append("\r\n");
        foreach (var line in lines.Where(line => line.StartsWith("A-", StringComparison.Ordinal) && !line.Contains('"', StringComparison.Ordinal)).Take(1500))
        {
            var cells = line.Split(';').ToList();
            if (cells.Count != header.Length + 1 || !decimal.TryParse(cells[place], NumberStyles.Number, CultureInfo.GetCultureInfo("de-DE"), out var price))
                continue;
            cells[place] = (price * 100).ToString("0", CultureInfo.InvariantCulture);
            cells.RemoveAt(Array.IndexOf(header, "Payment") + 1);
            text.Append(string.Join(';', cells)).Append("\r\n");
        }
        return text.Append("Total").Append(';', header.Length - 1).Append("4711\r\n").ToString();
    }

    private static string AmbiguousDates()
    {
        var rows = new StringBuilder("Delivery;Due on;Straße und Hausnummer des Empfängers;Amount\r\n");
        for (var row = 0; row < 400; row++)
            rows.Append(CultureInfo.InvariantCulture, $"L-{row};{(row % 12) + 1:00}/{((row + 3) % 12) + 1:00}/2026;Donaudampfschifffahrtsgesellschaftsstraße {row};{row},50\r\n");
        return rows.ToString();
    }
}
