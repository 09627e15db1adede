using System.Text.Json.Serialization;

namespace Kali.Data.Ingest;

/// <summary>Something in which a file differs from the dataset's last accepted one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">The technical name of the column in the dataset; null when it is about the file.</param>
/// <param name="IsGrave">Whether loading waits for a person; the others stand there to be read.</param>
/// <param name="Says">What was and what is, with its numbers.</param>
public sealed record UploadSign(UploadSignKind Kind, string? Column, bool IsGrave, Said Says)
{
    /// <summary>How a column that was split can be put together again; null for all other signs.</summary>
    public ColumnJoin? Join { get; init; }
}

/// <summary>In what a file can differ from the last one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UploadSignKind>))]
public enum UploadSignKind
{
    ColumnSplit,
    ColumnsJoined,
    UnitShift,
    UnitNamed,
    DecimalSign,
    DateOrder,
    HeaderMoved,
    TotalsRow,
    UnitsRow,
    OtherSheet,
    OtherTable,
    Volume,
    Missing,
    NewValues,
    GoneValues,
    Distribution,
    Format,
}
