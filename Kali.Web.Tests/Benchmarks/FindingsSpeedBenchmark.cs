using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kali.Web.Tests.Benchmarks.Findings;

namespace Kali.Web.Tests.Benchmarks;

/// <summary><c>bench findings-speed [rows] [tell]</c>: 1,000,000 rows of 20 columns are looked at with every detector in at most 30 seconds on two cores.</summary>
internal static class FindingsSpeedBenchmark
{
    private const int Rows = 1_000_000;
    private const double MostSeconds = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args is [var count, ..] && count != "tell" ? int.Parse(count, CultureInfo.InvariantCulture) : Rows;
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "sales.csv");
        await WriteAsync(file, rows);
        var trial = await FindingTrial.OfAsync(file, isCounted: false, CancellationToken.None, args.Contains("tell"));
        using var self = Process.GetCurrentProcess();
        self.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{trial.Rows:N0} rows x 20 columns looked at in {trial.Time.TotalSeconds:0.0} s (at most {MostSeconds}), {trial.Processor.TotalSeconds:0.0} s of processors; {trial.Report.Groups.Length} findings, {trial.Report.Groups.Sum(group => group.Cells):N0} cells; peak memory {self.PeakWorkingSet64 / 1e9:0.00} GB"));
        foreach (var group in trial.Report.Groups)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {group.Key}: {group.Cells:N0}"));
        return trial.Time.TotalSeconds <= MostSeconds ? 0 : 1;
    }

    private static async Task WriteAsync(string file, int rows)
    {
        var random = new Random(7);
        string[] stores = [.. Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"ST{i:000}"))];
        var homes = stores.Select(_ => random.Of(MadeWords.Places)).ToArray();
        await using var text = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20);
        await text.WriteLineAsync("sale,sold_at,store,zip,city,state,customer,first_name,last_name,e_mail,product,product_name,category,quantity,price,total,discount_pct,status,channel,note");
        var line = new StringBuilder();
        for (var i = 0; i < rows; i++)
        {
            var (store, product, quantity) = (random.Next(stores.Length), random.Often(MadeWords.Products), 1 + random.Next(9));
            var (zip, city, state) = homes[store];
            var (first, last) = (random.Of(MadeWords.First), random.Of(MadeWords.Last));
            var roll = random.Next(2000);
            if (roll == 0)
                city = Planter.Typo(random, city);
            if (roll == 1)
                state = homes[random.Next(homes.Length)].State;
            var price = roll == 2 ? product.Price * 100 : product.Price;
            line.Clear().Append(CultureInfo.InvariantCulture, $"{i + 1},{new DateTime(2026, 1, 1).AddSeconds(i * 20L):yyyy-MM-dd HH:mm:ss},{stores[store]},{zip},{city},{state},C{random.Next(80000)},{first},{last},{first}.{last}{random.Next(100000)}@example.com,");
            line.Append(CultureInfo.InvariantCulture, $"{product.Sku},{product.Name},{product.Category},{quantity},{price:0.00},{product.Price * quantity + (roll == 3 ? 7 : 0):0.00},{random.Next(4) * 5},{(random.Next(10) < 8 ? "paid" : "open")},{random.Of(Channels)},{(random.Next(20) == 0 ? random.Of(Notes) : "")}");
            await text.WriteLineAsync(line);
        }
    }

    private static readonly string[] Channels = ["web", "shop", "phone"];
    private static readonly string[] Notes = ["delivered to the neighbour", "second attempt", "gift wrapped", "invoice by mail"];
}
