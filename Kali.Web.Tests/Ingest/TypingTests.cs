using System.Globalization;
using CsCheck;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Typing;
using Xunit;

namespace Kali.Web.Tests.Ingest;

public sealed class TypingTests
{
    private static TypeProposals Propose(string label, TypingHints? hints, params string?[] values) =>
        TypeProposals.From([Kali.Data.SafeName.From(label, "c")], [label], [values], hints ?? TypingHints.None, new IngestOptions().NullSpellings);

    [Theory]
    [InlineData("n", "long", "1", "-20", "300000")]
    [InlineData("n", "long", "1,234", "12,345,678", "7")]
    [InlineData("n", "long", "1.234.567", "1.234", "7")]
    [InlineData("n", "decimal(18,2)", "1.5", "2.25", "0.10")]
    [InlineData("n", "decimal(18,2)", "1.129,50", "2,25", "-10,00")]
    [InlineData("n", "decimal(18,2)", "1 129,50", "2,25", "-10,00")]
    [InlineData("n", "decimal(18,2)", "1'129.50", "2.25", "-10.00")]
    [InlineData("n", "double", "1.5e-7", "2.25", "1E10")]
    [InlineData("n", "string", "007", "12", "13")]
    [InlineData("n", "string", "1234567890123456", "12", "13")]
    [InlineData("n", "string", "+49 171 123", "12", "13")]
    [InlineData("n", "string", "1.5 €", "2.5 €", "3 €")]
    [InlineData("PLZ", "string", "50667", "10115", "80331")]
    [InlineData("zip code", "string", "50667", "10115", "80331")]
    [InlineData("Phone Number", "string", "2025550101", "2025550102", "2025550103")]
    [InlineData("b", "boolean", "true", "FALSE", "True")]
    [InlineData("b", "boolean", "ja", "nein", "ja")]
    [InlineData("b", "string", "ja", "ja", "ja")]
    [InlineData("d", "date", "2026-11-23", "2026-01-02", "1999-12-31")]
    [InlineData("d", "date", "23.11.2026", "02.01.2026", "31.12.1999")]
    [InlineData("d", "date", "3.1.2026", "12.1.2026", "31.12.1999")]
    [InlineData("d", "date", "11/23/2026", "01/02/2026", "12/31/1999")]
    [InlineData("d", "string", "2026-02-30", "2026-13-01", "1999-12-31")]
    [InlineData("t", "timestamp", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00.123Z", "2026-11-23T10:00:00+02:00")]
    [InlineData("t", "timestamp", "23.11.2026 10:00", "02.01.2026 23:59", "31.12.1999 00:00")]
    [InlineData("t", "string", "2026-11-23 10:00:00.1234567", "2026-11-23 24:00:00", "x")]
    [InlineData("s", "string", "n/a", "", null)]
    public void From_AColumn_ProposesTheTypeThatPrintsBack(string label, string type, params string?[] values) =>
        Assert.Equal(type, Propose(label, null, values).Columns[0].Reading.Type.Name);

    [Fact]
    public void From_MissingSpellings_CountsThemAsMissing()
    {
        var evidence = Propose("n", null, "1", "NULL", "n/a", "-", "", null, " 2 ", "NaN").Columns[0].Evidence;
        Assert.Equal((8L, 6L, 2L, 0L), (evidence.Seen, evidence.Missing, evidence.Fitting, evidence.NotFitting));
    }

    [Fact]
    public void From_AFewValuesThatDoNotFit_ProposesTheTypeAndCountsThem()
    {
        string?[] values = [.. Enumerable.Range(1, 99).Select(i => i.ToString(CultureInfo.InvariantCulture)), "ninety"];
        var column = Propose("n", null, values).Columns[0];
        Assert.Equal((DataType.Long, 99L, 1L), (column.Reading.Type, column.Evidence.Fitting, column.Evidence.NotFitting));
        Assert.Equal(["ninety"], column.Evidence.Examples);
    }

    [Fact]
    public void From_DatesThatNoValueSettles_AsksWithTheDefaultAndItsCount()
    {
        var question = Assert.IsType<Question.DateOrder>(Assert.Single(Propose("due", null, "03/04/2026", "05/06/2026", "07/07/2026").Questions));
        Assert.Equal((2L, 3L, "dd/MM/yyyy"), (question.Ambiguous, question.Of, question.Default));
        Assert.Equal(["03/04/2026", "05/06/2026"], question.Examples);
        Assert.Equal("MM/dd/yyyy", Assert.IsType<Question.DateOrder>(Assert.Single(Propose("due", new TypingHints { DayFirst = false }, "03/04/2026").Questions)).Default);
        Assert.Empty(Propose("due", null, "03/04/2026", "25/06/2026").Questions);
    }

    [Fact]
    public void From_AnAnswer_SettlesItsQuestion()
    {
        var hints = new TypingHints();
        hints = hints with { Answers = hints.Answers.Add("date-order/due", "MM/dd/yyyy") };
        var proposals = Propose("due", hints, "03/04/2026", "05/06/2026");
        Assert.Empty(proposals.Questions);
        Assert.Equal(new ValueFormat.Date("MM/dd/yyyy"), proposals.Columns[0].Reading.Format);
    }

    [Fact]
    public void From_ASeparatorThatMayPartThousands_AsksAndLetsOtherColumnsSpeak()
    {
        var question = Assert.IsType<Question.DecimalSeparator>(Assert.Single(Propose("weight", null, "1.234", "12.500", "7").Questions));
        Assert.Equal((2L, "."), (question.Ambiguous, question.Default));
        var both = TypeProposals.From(["a", "b"], ["a", "b"], [["1.234", "12.500"], ["1,5", "2,25"]], TypingHints.None, []);
        Assert.Equal(",", Assert.Single(both.Questions).Default);
        Assert.Equal(DataType.Long, both.Columns[0].Reading.Type);
    }

    [Fact]
    public void From_TimesWithoutAZone_AsksOnceForAllColumns()
    {
        var proposals = TypeProposals.From(["a", "b"], ["a", "b"], [["2026-11-23 10:00"], ["2026-11-23T10:00:00"]], new TypingHints { Zone = "Europe/Berlin" }, []);
        var question = Assert.IsType<Question.TimeZone>(Assert.Single(proposals.Questions));
        Assert.Equal(("Europe/Berlin", 2L), (question.Default, question.Touches));
        Assert.Equal(new ValueFormat.Timestamp("yyyy-MM-dd HH:mm", "Europe/Berlin"), proposals.Columns[0].Reading.Format);
    }

    [Fact]
    public void Fits_AnyDatePrintedInAnyPattern_ReadsBack() =>
        Gen.Select(Gen.Int[0, 36_500], Gen.Int[0, DateText.Patterns.Length - 1]).Sample((days, place) =>
        {
            var pattern = DateText.Patterns[place];
            var date = new DateOnly(1970, 1, 1).AddDays(days);
            // A single letter alone would be a standard format to .NET; patterns have several.
            var text = date.ToString(pattern.Replace("/", "'/'", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            return DateText.TryRead(text, pattern, out var read) && read == date;
        });

    [Fact]
    public void From_AnyDecimalsInAGermanFormat_ProposesATypeThatAllFit() =>
        Gen.Select(Gen.Long[-99_999_999, 99_999_999], Gen.Int[0, 4]).Array[1, 50].Sample(numbers =>
        {
            var german = CultureInfo.GetCultureInfo("de-DE");
            string?[] values = [.. numbers.Select(one => (one.Item1 / (decimal)Math.Pow(10, one.Item2)).ToString($"N{one.Item2}", german)), "1.234.567,5"];
            var column = Propose("n", null, values.Where(value => value != "-0" && !value!.StartsWith("-0,", StringComparison.Ordinal) || value.AsSpan().IndexOfAnyInRange('1', '9') >= 0).ToArray()).Columns[0];
            return column.Evidence.NotFitting == 0 && column.Reading.Type.IsNumeric;
        });

    [Fact]
    public void Fits_ADoubleOfFifteenDigits_WheneverItPrintsBack() =>
        Gen.Double[-1e12, 1e12].Sample(number =>
        {
            var text = number.ToString("0.#########", CultureInfo.InvariantCulture);
            return text == "-0"
                || ValueFit.Fits(text, DataType.Double, new ValueFormat.Number()) == (text.Trim('-').Replace(".", "", StringComparison.Ordinal).Trim('0').Length <= 15)
                || double.Parse(text, CultureInfo.InvariantCulture).ToString("0.#########", CultureInfo.InvariantCulture) != text;
        });
}
