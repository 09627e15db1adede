using System.Globalization;
using CsCheck;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Ingest;
using Kali.Data.Quality;
using Xunit;

namespace Kali.Web.Tests.Quality;

public sealed class TypeReadingTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Theory]
    [InlineData("1.5")]
    [InlineData("0x1F")]
    [InlineData("1e3")]
    [InlineData("007")]
    [InlineData("+5")]
    [InlineData("-0")]
    [InlineData("12_000")]
    [InlineData("9223372036854775808")]
    [InlineData("٣")]
    [InlineData("1,000")]
    public async Task Typed_WhenTextIsNoWholeNumber_DoesNotFit(string text) =>
        Assert.Equal([null], await ReadAsync(QualityLake.Whole("n"), text));

    [Fact]
    public async Task Typed_WhenDecimalWouldBeRounded_DoesNotFit() => Assert.Equal(
        [null, "12.99", "12.00", "1.50", null, null, null, null],
        await ReadAsync(QualityLake.Money("n"), "12.999", "12.99", "12", "1.5", "01.50", "-0.00", "100000000.00", "1.5 €"));

    [Fact]
    public async Task Typed_WhenGroupsAreNotOfThree_DoesNotFit()
    {
        var german = new ColumnReading("n", "n", DataType.DecimalOf(12, 2), new ValueFormat.Number(',', '.'));
        Assert.Equal(
            ["1234.50", "1234.50", "1234567.00", null, null, null, "-12345.67", null],
            await ReadAsync(german, "1.234,50", "1234,5", "1.234.567", "1.23,50", "12.34.567", "1,234.50", "-12.345,67", "0.123"));
        var spaced = new ColumnReading("n", "n", DataType.Long, new ValueFormat.Number('.', ' '));
        Assert.Equal(["12345", "12345", null], await ReadAsync(spaced, "12 345", "12\u00A0345", "12 34"));
    }

    [Fact]
    public async Task Typed_WhenDayDoesNotExist_DoesNotFit()
    {
        Assert.Equal(["2026-02-28", null, null, null], await ReadAsync(QualityLake.Day("d", "dd.MM.yyyy"), "28.02.2026", "31.02.2026", "1.2.2026", "28.02.0000"));
        Assert.Equal(["2026-02-01", "2026-02-01", null], await ReadAsync(QualityLake.Day("d", "d.M.yyyy"), "1.2.2026", "01.02.2026", "1.13.2026"));
        Assert.Equal(["2026-02-01", "1999-12-31"], await ReadAsync(QualityLake.Day("d", "M/d/yy"), "2/1/26", "12/31/99"));
        Assert.Equal(["2026-02-01", null], await ReadAsync(QualityLake.Day("d", "yyyyMMdd"), "20260201", "2026021"));
        Assert.Equal(["2026-02-01", null, null, null, null, null], await ReadAsync(QualityLake.Day("d"), "2026-02-01", "2026-2-1", "infinity", "epoch", "2026-01-01 (BC)", "2026-02-30"));
    }

    [Fact]
    public async Task Typed_WhenMonthsAreWords_ReadsBothLanguages()
    {
        Assert.Equal(["2026-10-05", "2026-10-05", "2025-12-17", null, null, null], await ReadAsync(QualityLake.Day("d", "d MMM yyyy"), "5 Oct 2026", "5 OKT 2026", "17 dez 2025", "5 oCT 2026", "31 Feb 2026", "5 October 2026"));
        Assert.Equal(["2026-03-05", "2026-03-17", null], await ReadAsync(QualityLake.Day("d", "dd. MMMM yyyy"), "05. März 2026", "17. March 2026", "5. März 2026"));
        Assert.Equal(["2026-10-05", "2025-03-17"], await ReadAsync(QualityLake.Day("d", "MMM d, yyyy"), "Oct 5, 2026", "MAR 17, 2025"));
        Assert.Equal(["2026-10-05", "2025-12-17"], await ReadAsync(QualityLake.Day("d", "d. MMM. yyyy"), "5. Okt. 2026", "17. Dez. 2025"));
    }

    [Fact]
    public async Task Typed_WhenHoursGoToTwelve_ReadsBothHalvesOfTheDay()
    {
        var halves = new ColumnReading("t", "t", DataType.Timestamp, new ValueFormat.Timestamp("M/d/yyyy h:mm:ss tt", "UTC"));
        Assert.Equal(
            ["2026-10-14 15:05:09", "2026-01-02 00:00:59", "2026-01-02 12:00:00", "2026-01-02 11:59:00", null, null],
            await ReadAsync(halves, "10/14/2026 3:05:09 PM", "1/2/2026 12:00:59 am", "1/2/2026 12:00:00PM", "1/2/2026 11:59:00 AM", "1/2/2026 13:00:00 PM", "1/2/2026 3:05:09"));
        var words = new ColumnReading("t", "t", DataType.Timestamp, new ValueFormat.Timestamp("d. MMM yyyy h:mm tt", "Europe/Berlin"));
        Assert.Equal(["2026-10-14 13:05:00"], await ReadAsync(words, "14. Okt 2026 3:05 PM"));
    }

    [Fact]
    public async Task Typed_WhenLocalTimeIsSkippedByTheZone_DoesNotFit()
    {
        var berlin = new ColumnReading("t", "t", DataType.Timestamp, new ValueFormat.Timestamp("yyyy-MM-dd HH:mm:ss", "Europe/Berlin"));
        Assert.Equal(
            ["2026-03-29 00:30:00", null, "2026-03-29 01:30:00", "2026-07-01 10:00:00", "2026-07-01 12:00:00", "2026-07-01 10:00:00.123456", null, null],
            await ReadAsync(berlin, "2026-03-29 01:30:00", "2026-03-29 02:30:00", "2026-03-29 03:30:00", "2026-07-01T12:00", "2026-07-01T12:00:00Z", "2026-07-01 12:00:00.123456+0200", "2026-07-01 25:00:00", "2026-07-01 12:00:00.1234567"));
        var american = new ColumnReading("t", "t", DataType.Timestamp, new ValueFormat.Timestamp("M/d/yyyy H:mm", "UTC"));
        Assert.Equal(["2026-02-01 09:05:00", null], await ReadAsync(american, "2/1/2026 9:05", "13/1/2026 9:05"));
        var noZone = new ColumnReading("t", "t", DataType.Timestamp, new ValueFormat.Timestamp("yyyy-MM-dd HH:mm", null));
        Assert.Equal([null, "2026-02-01 08:05:00"], await ReadAsync(noZone, "2026-02-01 09:05", "2026-02-01 09:05+01:00"));
    }

    [Fact]
    public async Task Typed_WhenDoubleCannotHoldTheDigits_DoesNotFit()
    {
        var real = new ColumnReading("n", "n", DataType.Double, new ValueFormat.Number());
        Assert.Equal(
            ["0.1", "1.5", null, null, null, "1.5e-07", "1000.0", null],
            await ReadAsync(real, "0.1", "1.50", "0.12345678901234567", "inf", "NaN", "1.5e-07", "1000", "00.5"));
    }

    [Fact]
    public async Task Typed_WhenTruthIsWrittenAsWords_ComparesWithoutCase()
    {
        var truth = new ColumnReading("b", "b", DataType.Boolean, new ValueFormat.Boolean("Ja", "Nein"));
        Assert.Equal(["true", "false", null], await ReadAsync(truth, "JA", "nein", "j"));
    }

    [Fact]
    public void Typed_WhenAnyWholeNumberIsPrinted_ReadsItBack() =>
        Gen.Long.Array[1, 80].Sample(numbers => ReadsBack(QualityLake.Whole("n"), numbers, number => number.ToString(CultureInfo.InvariantCulture), number => number.ToString(CultureInfo.InvariantCulture)), iter: 10);

    [Fact]
    public void Typed_WhenAnyDecimalIsPrintedInGerman_ReadsItBack() =>
        Gen.Long[-9_999_999_999, 9_999_999_999].Select(cents => cents / 100m).Array[1, 80].Sample(
            amounts => ReadsBack(
                new ColumnReading("n", "n", DataType.DecimalOf(12, 2), new ValueFormat.Number(',', '.')),
                amounts,
                amount => amount.ToString("#,0.00", CultureInfo.GetCultureInfo("de-DE")),
                amount => amount.ToString("0.00", CultureInfo.InvariantCulture)),
            iter: 10);

    [Fact]
    public void Typed_WhenAnyDayIsPrinted_ReadsItBack() =>
        Gen.Int[0, 3_652_058].Select(DateOnly.FromDayNumber).Array[1, 80].Sample(
            days =>
            {
                foreach (var pattern in new[] { "yyyy-MM-dd", "dd.MM.yyyy", "d/M/yyyy", "yyyyMMdd", "MM-dd-yyyy" })
                    ReadsBack(QualityLake.Day("d", pattern), days, day => day.ToString(pattern.Replace("/", "'/'", StringComparison.Ordinal), CultureInfo.InvariantCulture), day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            },
            iter: 3);

    /// <summary>Whatever text it is, what becomes of it either prints back to it or is nothing.</summary>
    [Fact]
    public void Typed_WhenTextIsAnything_IsNeverAltered() =>
        Gen.String[Gen.Char["0123456789.,-+eE xX/:_"], 0, 12].Array[1, 120].Sample(
            texts =>
            {
                var whole = Read(QualityLake.Whole("n"), texts);
                var money = Read(QualityLake.Money("n"), texts);
                foreach (var (index, text) in texts.Index())
                {
                    Assert.True(whole[index] is null || whole[index] == text, $"'{text}' became {whole[index]}");
                    Assert.True(money[index] is null || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                        && number == decimal.Parse(money[index]!, CultureInfo.InvariantCulture)), $"'{text}' became {money[index]}");
                }
            },
            iter: 20);

    private void ReadsBack<T>(ColumnReading reading, T[] values, Func<T, string> written, Func<T, string> printed) =>
        Assert.Equal(values.Select(printed), Read(reading, [.. values.Select(written)]));

    private string?[] Read(ColumnReading reading, string[] texts) => ReadAsync(reading, texts).GetAwaiter().GetResult();

    private async Task<string?[]> ReadAsync(ColumnReading reading, params string[] texts)
    {
        var rows = texts.Select((text, index) => Sql.Of($"SELECT {new WholeNumber(index)} AS place, {text} AS text_of"));
        var value = TypeReading.Typed(reading, new Column("text_of"));
        SqlExpression shown = reading.Type == DataType.Timestamp ? new LocalTimeOf(value, "UTC").AsText() : value.AsText();
        var result = await _lake.QueryAsync(Sql.Of($"SELECT {shown} FROM ({Sql.Join(" UNION ALL ", rows)}) AS texts ORDER BY place"));
        return [.. result.Select(row => (string?)row[0])];
    }
}
