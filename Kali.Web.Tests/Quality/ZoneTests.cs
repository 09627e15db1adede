using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

public sealed class ZoneTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kolkata")]
    public async Task Silver_WhenTimesAreOfAZone_HasTheirInstantsOnEveryDayOfTheYear(string zone)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var days = Enumerable.Range(0, 16 * 366).Select(day => new DateTime(2004, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(day).AddMinutes(day * 137 % 1440))
            .Where(local => !info.IsAmbiguousTime(local)).ToList();
        var reading = new ColumnReading("seen", "seen", DataType.Timestamp, new ValueFormat.Timestamp("yyyy-MM-dd HH:mm:ss", zone));
        var load = await _lake.LoadAsync(1, [reading], [.. days.Select(local => new[] { local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) })]);
        await _lake.SilverAsync(load);
        var expected = days.Select(local => info.IsInvalidTime(local) ? (DateTimeOffset?)null : new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, info), TimeSpan.Zero));
        var seen = await _lake.QueryAsync(Sql.Of($"SELECT seen FROM {Orders.Silver} ORDER BY _row_id"));
        Assert.Equal(expected, seen.Select(row => (DateTimeOffset?)row[0]));
    }
}
