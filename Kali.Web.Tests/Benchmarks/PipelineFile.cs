using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Web.Tests.Benchmarks;

/// <summary>The generated file: id, e-mail, amount, date, country with 2 % nulls, token, quantity, timestamp.</summary>
internal static class PipelineFile
{
    public const string Name = "orders.csv";

    public static ImmutableArray<ColumnReading> Columns { get; } =
    [
        Column("id", DataType.Long, new ValueFormat.Number()),
        Column("email", DataType.String, new ValueFormat.AsText()),
        Column("amount", DataType.DecimalOf(10, 2), new ValueFormat.Number()),
        Column("date", DataType.Date, new ValueFormat.Date("yyyy-MM-dd")),
        Column("country", DataType.String, new ValueFormat.AsText()),
        Column("token", DataType.String, new ValueFormat.AsText()),
        Column("quantity", DataType.Long, new ValueFormat.Number()),
        Column("timestamp", DataType.Timestamp, new ValueFormat.Timestamp("yyyy-MM-dd HH:mm:ss", "Europe/Berlin")),
    ];

    public static async Task WriteAsync(string path, int rows)
    {
        string[] countries = ["DE", "FR", "US", "IN", "BR"];
        var random = new Random(1);
        var day = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        await using var file = new StreamWriter(path, append: false, System.Text.Encoding.UTF8, 1 << 20);
        await file.WriteLineAsync("id,email,amount,date,country,token,quantity,timestamp");
        for (var i = 1; i <= rows; i++)
        {
            var country = random.Next(50) == 0 ? "" : countries[random.Next(5)];
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{i},user{random.Next(5_000_000)}@example.org,{random.Next(1, 1_000_000) / 100m:0.00},{day.AddDays(random.Next(2000)):yyyy-MM-dd},{country},{random.NextInt64():x16}{random.NextInt64():x16},{random.Next(1, 100)},{day.AddSeconds(random.Next(150_000_000)):yyyy-MM-dd HH:mm:ss}"));
        }
    }

    private static ColumnReading Column(string name, DataType type, ValueFormat format) => new(name, name, type, format);
}
