using System.Net;
using Kali.Data;
using Kali.Web.Tests.Browser;
using Kali.Web.Tests.Security;
using Xunit;

namespace Kali.Web.Tests.Data;

/// <summary>Files of the sample, as browsers ask for them.</summary>
public sealed class DownloadTests(LoadedKali kali)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Download_IsAFile_ForWhomMayReadTheLayer()
    {
        var host = (await kali.ReadyAsync(Ct)).Host;
        using var steward = host.Caller();
        await steward.SignInAsync(KaliRole.DataEngineer);

        var gold = await steward.GetAsync("/api/data/kali_dev/orders/gold.csv", Ct);
        Assert.Equal(HttpStatusCode.OK, gold.StatusCode);
        Assert.Equal("orders_gold.csv", gold.Content.Headers.ContentDisposition!.FileName);
        var lines = (await gold.Content.ReadAsStringAsync(Ct)).Split("\r\n");
        Assert.Equal(47_681 + 2, lines.Length);
        Assert.StartsWith("Order ID,Order date,", lines[0], StringComparison.Ordinal);

        var german = await steward.GetByteArrayAsync("/api/data/kali_dev/orders/quarantine.csv?excel=de", Ct);
        Assert.Equal([0xEF, 0xBB, 0xBF], german[..3]);
        Assert.Equal("PAR1"u8.ToArray(), (await steward.GetByteArrayAsync("/api/data/kali_dev/orders/gold.parquet?version=0", Ct))[..4]);
        Assert.Equal("PK"u8.ToArray(), (await steward.GetByteArrayAsync("/api/data/kali_dev/orders/quarantine.xlsx", Ct))[..2]);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/api/data/kali_dev/orders/gold.exe", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/api/data/kali_dev/nothing/gold.csv", Ct)).StatusCode);

        using var other = host.Caller();
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/data/kali_dev/orders/gold.csv", Ct)).StatusCode);
        await other.SignInAsync(KaliRole.BusinessUser);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/api/data/kali_dev/orders/raw.csv", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/data/kali_dev/orders/gold.csv", Ct)).StatusCode);
    }
}
