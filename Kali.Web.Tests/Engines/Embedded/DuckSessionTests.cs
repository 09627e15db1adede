using System.Text;
using Kali.Data;
using Kali.Data.Engines;
using Kali.Data.Engines.Embedded.Sessions;
using Kali.Data.Engines.Embedded.TextRows;
using Xunit;

namespace Kali.Web.Tests.Engines.Embedded;

public sealed class DuckSessionTests : IDisposable
{
    private readonly DuckInstance _duck = new(new DuckSettings(512L << 20, 2, null), TimeProvider.System);

    public void Dispose() => _duck.Dispose();

    [Fact]
    public void Run_GivesEveryTypeAsItsExactValue()
    {
        using var session = _duck.Open(CancellationToken.None);

        var row = session.Run("""
            SELECT 'ünï 😀, longer than twelve bytes', 'short', 1::BIGINT, 2::INTEGER, 3::SMALLINT, 4::TINYINT, 1.5::DOUBLE, 2.5::FLOAT, true,
                12345678901234567.123456789::DECIMAL(38,9), 0.05::DECIMAL(4,2), 170141183460469231731687303715884105727::HUGEINT,
                99999999999999999999999999999.123456789::DECIMAL(38,9), DATE '2026-11-23', TIMESTAMPTZ '2026-11-23 10:00:00.123456+02',
                TIMESTAMP '2026-11-23 10:00:00', '\xAA\x00'::BLOB, [1, NULL, 3], {'a': 'x', 'b c': [1.5]}, MAP {'k': 1}, NULL,
                '00112233-4455-6677-8899-aabbccddeeff'::UUID, sum(9::BIGINT), 18446744073709551615::UBIGINT, TIME '10:11:12', 'b'::ENUM('a', 'b')
            """)[0];

        Assert.Equal(
        [
            "ünï 😀, longer than twelve bytes", "short", 1L, 2, (short)3, (sbyte)4, 1.5, 2.5f, true,
            12345678901234567.123456789m, 0.05m, "170141183460469231731687303715884105727",
            "99999999999999999999999999999.123456789", new DateOnly(2026, 11, 23), new DateTimeOffset(2026, 11, 23, 8, 0, 0, 123, 456, TimeSpan.Zero),
            new DateTime(2026, 11, 23, 10, 0, 0), new byte[] { 0xAA, 0 }, "[1,null,3]", """{"a":"x","b c":[1.5]}""", """{"k":1}""", null,
            "00112233-4455-6677-8899-aabbccddeeff", 9m, 18446744073709551615m, "10:11:12.000000", "b",
        ], row);
    }

    [Fact]
    public void Run_ParametersOfEveryType_ComeBackUnchanged()
    {
        using var session = _duck.Open(CancellationToken.None);
        object?[] values =
        [
            "it's 'quoted' \"ü\" 😀", 1L, 2, (short)3, (sbyte)4, 1.5, true, 12.340m, -79228162514264337593543950335m, 0m, 0.001m,
            new DateOnly(1, 1, 1), new DateOnly(2026, 11, 23), new DateTimeOffset(2026, 11, 23, 8, 0, 0, 123, 456, TimeSpan.FromHours(2)).ToUniversalTime(), new byte[] { 0, 255 }, null,
        ];

        var row = session.Run(new SqlStatement($"SELECT {string.Join(", ", values.Select((_, i) => $"${i + 1}"))}", [.. values]))[0];

        Assert.Equal(values, row);
    }

    [Fact]
    public void Run_TextWithAZeroCharacter_IsRefusedRatherThanCut()
    {
        using var session = _duck.Open(CancellationToken.None);

        Assert.Throws<RefusedException>(() => session.Run(new SqlStatement("SELECT $1", ["a\0b"])));
    }

    [Fact]
    public async Task Stream_WhenCancelled_EndsTheStatement()
    {
        using var cancel = new CancellationTokenSource();
        using var session = _duck.Open(cancel.Token);
        cancel.CancelAfter(100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() =>
            session.Run("SELECT count(*) FROM range(3000000) a, range(3000000) b WHERE (a.range * b.range) % 7 = 3")));
    }

    [Fact]
    public void Stream_GivesRowsBeforeTheStatementIsDone()
    {
        using var session = _duck.Open(CancellationToken.None);

        using var rows = session.Stream(new SqlStatement("SELECT range FROM range(100000000000)", []));

        Assert.Equal(0L, rows.Next()![0][0]);
    }

    [Fact]
    public void Run_AFaultyStatement_IsRefusedInWords()
    {
        using var session = _duck.Open(CancellationToken.None);

        var fault = Assert.Throws<RefusedException>(() => session.Run("SELECT 'x'::INTEGER"));

        Assert.Contains("Could not convert string 'x' to INT32", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextRows_KeepNullEmptyOrderAndRowNumbers()
    {
        using var source = new TextRowsSource(() => new CountedRows(5000), null, CancellationToken.None);
        using var session = _duck.Open(CancellationToken.None);

        var rows = session.Run(new SqlStatement("SELECT * FROM kali_text_rows($1)", [source.Id]));

        Assert.Equal(5000, rows.Count);
        Assert.Equal(["short 0", "", null, 2L], rows[0]);
        Assert.Equal(["a text that is longer than twelve bytes, ü 😀 4999", "", null, 5001L], rows[4999]);
    }

    [Fact]
    public void TextRows_OfManyBatches_AllArriveOnce()
    {
        const int Count = 3_000_000;
        using var source = new TextRowsSource(() => new FastRows(Count), null, CancellationToken.None);
        using var session = _duck.Open(CancellationToken.None);

        var row = session.Run(new SqlStatement("SELECT count(*), sum(_row), count(DISTINCT _row), count(*) FILTER (a = 'x') FROM kali_text_rows($1)", [source.Id]))[0];

        Assert.Equal([(long)Count, (decimal)Count * (Count - 1) / 2, (long)Count, (long)Count], row);
    }

    [Fact]
    public void TextRows_WhenTheReaderFails_TheFaultIsKept()
    {
        using var source = new TextRowsSource(() => new CountedRows(5000, failsAt: 4000), null, CancellationToken.None);
        using var session = _duck.Open(CancellationToken.None);

        Assert.Throws<RefusedException>(() => session.Run(new SqlStatement("SELECT count(*) FROM kali_text_rows($1)", [source.Id])));

        Assert.IsType<KaliException>(source.Fault);
    }

    private sealed class CountedRows(int count, int failsAt = -1) : ITextRows
    {
        private int _next;

        public IReadOnlyList<string> Columns { get; } = ["a", "b", "c"];

        public bool Read(TextBatch batch)
        {
            batch.Clear();
            for (; _next < count && !batch.IsFull; _next++)
            {
                if (_next == failsAt)
                    throw new KaliException("The file ended in the middle of a row.");
                batch.Add(Encoding.UTF8.GetBytes(_next % 2 == 0 ? $"short {_next}" : $"a text that is longer than twelve bytes, ü 😀 {_next}"));
                batch.Add([]);
                batch.AddNull();
                batch.EndRow(_next + 2);
            }
            return batch.RowCount > 0;
        }

        public void Dispose() { }
    }

    /// <summary>So fast that the reader is always ahead of DuckDB.</summary>
    private sealed class FastRows(int count) : ITextRows
    {
        private int _next;

        public IReadOnlyList<string> Columns { get; } = ["a"];

        public bool Read(TextBatch batch)
        {
            batch.Clear();
            for (; _next < count && !batch.IsFull; _next++)
            {
                batch.Add("x"u8);
                batch.EndRow(_next);
            }
            return batch.RowCount > 0;
        }

        public void Dispose() { }
    }
}
