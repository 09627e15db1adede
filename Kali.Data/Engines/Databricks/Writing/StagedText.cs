using System.Text;
using Parquet;
using Parquet.Schema;

namespace Kali.Data.Engines.Databricks.Writing;

/// <summary>Rows of text as a Parquet file of this machine, gone with it: the reader's columns as text, and <c>_row</c>.</summary>
internal sealed class StagedText : IDisposable
{
    private const int RowsPerGroup = 64 * TextBatch.DefaultCapacity;
    private const string RowNumber = "_row";

    private StagedText(string path) => Path = path;

    public string Path { get; }

    public void Dispose() => File.Delete(Path);

    public static async Task<StagedText> WriteAsync(Func<ITextRows> open, IProgress<double>? progress, CancellationToken ct)
    {
        var staged = new StagedText(System.IO.Path.GetTempFileName());
        try
        {
            using var rows = open();
            var columns = rows.Columns.Select(name => new DataField(name, typeof(string), true, null, null)).ToArray();
            var number = new DataField<long>(RowNumber);
            await using var file = new FileStream(staged.Path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. columns, number]), file, new ParquetOptions { CompressionMethod = CompressionMethod.Zstd }, cancellationToken: ct);
            var group = new Group(columns.Length);
            var batch = new TextBatch(columns.Length);
            while (rows.Read(batch))
            {
                ct.ThrowIfCancellationRequested();
                group.Take(batch);
                if (group.Numbers.Count >= RowsPerGroup)
                    await WriteAsync(writer, columns, number, group, ct);
                if (rows.ShareRead is { } share)
                    progress?.Report(share);
            }
            await WriteAsync(writer, columns, number, group, ct);
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    private static async Task WriteAsync(ParquetWriter writer, DataField[] columns, DataField number, Group group, CancellationToken ct)
    {
        using var written = writer.CreateRowGroup();
        for (var i = 0; i < columns.Length; i++)
            await written.WriteAsync(columns[i], group.Texts[i]!, null);
        await written.WriteAsync<long>(number, group.Numbers.ToArray(), null, null, ct);
        written.CompleteValidate();
        group.Clear();
    }

    private sealed class Group(int columnCount)
    {
        public List<string?>[] Texts { get; } = [.. Enumerable.Range(0, columnCount).Select(_ => new List<string?>())];

        public List<long> Numbers { get; } = [];

        public void Take(TextBatch batch)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                for (var column = 0; column < Texts.Length; column++)
                    Texts[column].Add(batch.IsNull(row, column) ? null : Encoding.UTF8.GetString(batch.Cell(row, column)));
                Numbers.Add(batch.RowNumber(row));
            }
        }

        public void Clear()
        {
            Numbers.Clear();
            foreach (var texts in Texts)
                texts.Clear();
        }
    }
}
