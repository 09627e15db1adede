using System.Text;
using Kali.Data.Engines;
using Kali.Data.Ingest;
using Kali.Data.Ingest.Csv;
using Xunit;

namespace Kali.Web.Tests.Ingest.Csv;

/// <summary>A text table read to the end.</summary>
internal sealed record CsvText(List<(long Row, string?[] Cells)> Rows, List<RejectedRow> Rejected, List<SkippedLine> Skipped, CsvDetection Detection)
{
    public static CsvText Read(byte[] bytes, ReadingChoices? choices = null)
    {
        using var stream = new MemoryStream(bytes);
        return Read(bytes, CsvDetector.Detect(stream, isWhole: true, choices ?? ReadingChoices.None));
    }

    public static CsvText Read(byte[] bytes, CsvDetection detection, Func<Stream, Stream>? wrap = null, CsvReadOptions? options = null, int batchRows = 100)
    {
        var (rows, rejected, skipped) = (new List<(long, string?[])>(), new List<RejectedRow>(), new List<SkippedLine>());
        Stream stream = new MemoryStream(bytes);
        options = (options ?? new CsvReadOptions()) with { OnRejected = rejected.Add, OnSkipped = skipped.Add };
        using var reader = new CsvReader(wrap?.Invoke(stream) ?? stream, detection, options);
        var batch = new TextBatch(detection.ColumnCount, batchRows);
        while (reader.Read(batch))
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                var cells = new string?[batch.ColumnCount];
                for (var column = 0; column < cells.Length; column++)
                    cells[column] = batch.IsNull(row, column) ? null : Encoding.UTF8.GetString(batch.Cell(row, column));
                rows.Add((batch.RowNumber(row), cells));
            }
        }
        Assert.Equal(rows.Count, reader.RowsRead);
        Assert.Equal(rejected.Count, reader.RowsRejected);
        return new CsvText(rows, rejected, skipped, detection);
    }

    public static CsvText Read(string text, CsvDialect dialect, int columns) =>
        Read(Encoding.UTF8.GetBytes(text), A(dialect, columns));

    public static CsvDetection A(CsvDialect dialect, int columns, Encoding? encoding = null) =>
        new(encoding ?? TextEncodings.Utf8, dialect, [.. Enumerable.Range(1, columns).Select(n => $"c{n}")], 1);
}
