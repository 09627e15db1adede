using System.Collections.Immutable;
using System.Text;
using Kali.Data.Engines;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Ingest;

/// <summary>Reads the beginning of a part, and samples of what follows, for the preview.</summary>
internal sealed class Previewing(FileSource source, IngestOptions options)
{
    private const int RowsShown = 100;
    private const int MostSampled = 10_000;
    private const int MostCells = 2_000_000;
    private const int MostLines = 100;
    private const int MostOfOthers = 3;

    public FileSample Preview(Part part, string? password, TypingHints hints, CancellationToken ct)
    {
        var skipped = ImmutableArray.CreateBuilder<SkippedLine>();
        var rejected = ImmutableArray.CreateBuilder<RejectedRow>();
        var rows = ImmutableArray.CreateBuilder<PreviewRow>();
        using var reader = new PartOpening(source, options).Open(part, password, row => AddUpTo(rejected, row), line => Add(skipped, line), ct);
        var columns = reader.Columns.Count;
        var values = reader.Columns.Select(_ => new List<string?>()).ToArray();
        var most = Math.Clamp(MostCells / Math.Max(1, columns), RowsShown + 1, MostSampled);
        var batch = new TextBatch(columns);
        var sampled = 0L;
        while (sampled < most && reader.Read(batch))
        {
            ct.ThrowIfCancellationRequested();
            for (var row = 0; row < batch.RowCount; row++, sampled++)
            {
                var cells = new string?[columns];
                for (var i = 0; i < columns; i++)
                {
                    cells[i] = batch.IsNull(row, i) ? null : Encoding.UTF8.GetString(batch.Cell(row, i));
                    values[i].Add(cells[i]);
                }
                if (rows.Count < RowsShown)
                    rows.Add(new PreviewRow(batch.RowNumber(row), [.. cells]));
            }
        }
        var isAll = sampled < most && source.IsWhole;
        sampled += new SpreadSample(source, part).AddTo(values, ct);
        var proposals = TypeProposals.From(reader.Columns, reader.Labels, values, hints, options.NullSpellings);
        var preview = new FilePreview(
            part,
            skipped.ToImmutable(),
            rows.ToImmutable(),
            rejected.ToImmutable(),
            proposals.Columns,
            proposals.Questions,
            sampled,
            HasMore: sampled > rows.Count || !source.IsWhole);
        return new FileSample(preview, values, isAll);
    }

    /// <summary>Lines of other tables have a part of their own; the first few tell where they are.</summary>
    private static void Add(ImmutableArray<SkippedLine>.Builder lines, SkippedLine line)
    {
        if (line.Kind != SkippedLineKind.OtherTable || lines.Count(one => one.Kind == SkippedLineKind.OtherTable) < MostOfOthers)
            AddUpTo(lines, line);
    }

    private static void AddUpTo<T>(ImmutableArray<T>.Builder list, T item)
    {
        if (list.Count < MostLines)
            list.Add(item);
    }
}
