using System.Text;
using CsCheck;
using Kali.Data.Ingest.Csv;
using Xunit;

namespace Kali.Web.Tests.Ingest.Csv;

public sealed class CsvReaderPropertyTests
{
    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-16BE", "utf-32", "windows-1252", "shift_jis", "gb18030", "macintosh"];

    private static readonly Gen<char> Characters = Gen.Frequency(
        (10, Gen.Char["abcXYZ019"]), (4, Gen.Char[",;|\t\"'\\ :~#"]), (2, Gen.Char["\r\n"]), (2, Gen.Char["äéßñ日本ーＡ€\u00a0"]));

    private static readonly Gen<CsvDialect> Dialects =
        from delimiter in Pick(",", ";", "\t", "|", "^", "~", " ", "||", "::", "¦")
        from quote in Pick<char?>('"', '\'', '`')
        from escape in Pick<char?>(null, null, '\\')
        from end in Gen.Enum<LineEnd>()
        select new CsvDialect { Delimiter = delimiter, Quote = quote, Escape = escape, LineEnd = end };

    private static readonly Gen<Table> Tables =
        from dialect in Dialects
        from columns in Gen.Int[1, 6]
        from rows in Characters.Array[0, 12].Select(cell => new string(cell)).Array[columns].Array[0, 12]
        from encoding in Pick(Encodings)
        from quotesAll in Gen.Bool
        from hasLineEnd in Gen.Bool
        from preamble in Gen.Int[0, 3]
        from seed in Gen.Int[1, 1000]
        select new Table(dialect with { PreambleRows = preamble }, columns, rows, TextEncodings.Named(encoding), quotesAll, hasLineEnd, seed);

    [Fact]
    public void Read_OfAnyTableInAnyDialect_GivesTheCellsAndRowNumbersWritten() => Tables.Sample(table =>
    {
        var read = CsvText.Read(table.Bytes(), table.Detection, options: new CsvReadOptions { BufferLength = 16 + table.Seed % 64 }, batchRows: 1 + table.Seed % 5);

        Assert.Empty(read.Rejected);
        Assert.Equal(table.Cells, read.Rows.Select(row => row.Cells));
        Assert.Equal(table.Cells.Select((_, i) => table.Dialect.PreambleRows + 2L + i), read.Rows.Select(row => row.Row));
    }, iter: 3000);

    [Fact]
    public void Read_OfAStreamThatDribbles_GivesTheSameAsAtOnce() => Tables.Sample(table =>
    {
        var bytes = table.Bytes();
        var atOnce = CsvText.Read(bytes, table.Detection);
        var dribbled = CsvText.Read(bytes, table.Detection, stream => new DribblingStream(stream, table.Seed), new CsvReadOptions { BufferLength = 16 });

        Assert.Equal(atOnce.Rows.Select(row => row.Cells), dribbled.Rows.Select(row => row.Cells));
        Assert.Equal(atOnce.Rejected, dribbled.Rejected);
    }, iter: 500);

    [Fact]
    public void Read_OfAnyBytes_LosesNoLine()
    {
        var line = Gen.Frequency(
            (6, Gen.Byte.Select(b => (byte)(b % 26 + 'a'))), (4, Pick(",\"\\ '"u8.ToArray())), (1, Gen.Byte)).Array[0, 14];
        var files = Gen.Select(line.Array[0, 30], Dialects, Gen.Int[1, 5], Gen.Int[0, 3], Gen.Int[16, 80]);
        files.Sample((lines, dialect, columns, footers, buffer) =>
        {
            dialect = dialect with { Delimiter = ",", PreambleRows = footers % 2, FooterRows = footers, LineEnd = LineEnd.Lf };
            var bytes = new List<byte>();
            for (var i = 0; i < lines.Length; i++)
                bytes.AddRange([.. Encoding.ASCII.GetBytes($"<{i}>"), .. lines[i].Where(b => b is not ((byte)'\n' or (byte)'<')), (byte)'\n']);

            var read = CsvText.Read([.. bytes], CsvText.A(dialect, columns), options: new CsvReadOptions { BufferLength = buffer });

            var texts = read.Rows.SelectMany(row => row.Cells).Concat(read.Rejected.Select(row => row.Text)).Concat(read.Skipped.Select(row => row.Text));
            var all = string.Join('\n', texts);
            for (var i = 0; i < lines.Length; i++)
                Assert.Contains($"<{i}>", all, StringComparison.Ordinal);
            var numbers = read.Rows.Select(row => row.Row).Concat(read.Rejected.Select(row => row.Row)).Concat(read.Skipped.Select(row => row.Row)).ToList();
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
            Assert.All(read.Rejected, row => Assert.StartsWith(row.Text.AsSpan(0, Math.Min(3, row.Text.Length)).ToString(), Encoding.UTF8.GetString(bytes.ToArray().AsSpan((int)row.ByteOffset)), StringComparison.Ordinal));
        }, iter: 3000);
    }

    [Fact]
    public void Detect_OfAnyBytes_NeverThrows() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Bool).Sample((bytes, isWhole) =>
        {
            var detection = CsvDetector.Detect(bytes, isWhole, new Kali.Data.Ingest.ReadingChoices());
            CsvText.Read(bytes, detection);
        }, iter: 500);

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private sealed record Table(CsvDialect Dialect, int Columns, string[][] Rows, Encoding Encoding, bool QuotesAll, bool HasLineEnd, int Seed)
    {
        /// <summary>The cells as the encoding can hold them.</summary>
        public string[][] Cells { get; } = [.. Rows.Select(row => row.Select(cell => string.Concat(cell.Where(c => CanHold(Encoding, c)))).ToArray())];

        public CsvDetection Detection => CsvText.A(Dialect with { Delimiter = Delimiter }, Columns, Encoding);

        private string Delimiter => CanHold(Encoding, Dialect.Delimiter[0]) ? Dialect.Delimiter : ",";

        public byte[] Bytes()
        {
            var dialect = Detection.Dialect;
            var preamble = Enumerable.Range(1, Dialect.PreambleRows).Select(n => new[] { $"note {n}" });
            var header = Enumerable.Range(1, Columns).Select(n => $"column {n}").ToArray();
            var hasEnd = HasLineEnd || (Columns == 1 && !QuotesAll);
            var text = TableText.Write(preamble.Append(header).Concat(Cells), dialect, QuotesAll, endsWithLineEnd: hasEnd);
            return Encoding.CodePage == 65001 || Seed % 2 == 0 ? Encoding.GetBytes(text) : [.. Encoding.Preamble, .. Encoding.GetBytes(text)];
        }

        private static bool CanHold(Encoding encoding, char character) => encoding.GetString(encoding.GetBytes([character])) == character.ToString();
    }
}
