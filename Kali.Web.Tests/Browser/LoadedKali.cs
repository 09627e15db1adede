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
/// One host for all tests that only look: the sample is loaded, a second file waits for an answer. It is started by the first test that asks.
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
            Upload = (await host.Services.GetRequiredService<UploadSessions>().ListAsync(DateTimeOffset.UnixEpoch, _admin, ct)).Single(upload => upload.FileName == SampleOrders.FileName).Id.Value;
            Rule = (await host.Services.GetRequiredService<Rules>().OfAsync(Orders, _admin, ct)).Single(rule => rule.Name == "country_is_known").Id;
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

    private async Task<UploadId> SendAsync(KaliHost host, string name, string text, CancellationToken ct)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var upload = await host.Services.GetRequiredService<UploadSessions>().BringAsync(name, content, _admin, ct);
        await host.Services.GetRequiredService<Intakes>().LookAsync(upload, _admin, ct);
        return upload.Id;
    }

    private static string AmbiguousDates()
    {
        var rows = new StringBuilder("Delivery;Due on;Straße und Hausnummer des Empfängers;Amount\r\n");
        for (var row = 0; row < 400; row++)
            rows.Append(CultureInfo.InvariantCulture, $"L-{row};{(row % 12) + 1:00}/{((row + 3) % 12) + 1:00}/2026;Donaudampfschifffahrtsgesellschaftsstraße {row};{row},50\r\n");
        return rows.ToString();
    }
}
