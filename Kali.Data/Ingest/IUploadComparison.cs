using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>Compares a file with the dataset's last accepted load. Quality implements it, for Ingest comes before it.</summary>
public interface IUploadComparison
{
    /// <summary>In what the file differs, gravest first; nothing when the dataset has no accepted load yet.</summary>
    Task<ImmutableArray<UploadSign>> CompareAsync(UploadToCompare upload, Actor actor, CancellationToken ct);
}

/// <summary>A file as it would be loaded.</summary>
/// <param name="Dataset">Where it would go.</param>
/// <param name="Sample">Its beginning, with samples of the rest.</param>
/// <param name="Columns">The file's columns in its order, under the dataset's names, read as they would be loaded.</param>
/// <param name="Known">The dataset's columns as they were read last.</param>
/// <param name="Diff">How the columns differ.</param>
/// <param name="Rows">Rows of the whole file, counted or estimated from its bytes; null when it cannot be told.</param>
/// <param name="IsRowsExact">Whether they were counted.</param>
public sealed record UploadToCompare(
    DatasetName Dataset,
    FileSample Sample,
    ImmutableArray<ColumnReading> Columns,
    ImmutableArray<ColumnReading> Known,
    SchemaDiff Diff,
    long? Rows,
    bool IsRowsExact);
