using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Ingest;

/// <summary>Everything a run needs to know to load one part of an upload: nothing in it is asked again, and a resumed run reads the same.</summary>
public sealed record PartToLoad
{
    /// <summary>Names this part of this upload; starting the same twice starts one run.</summary>
    public required string Key { get; init; }

    public required string UploadId { get; init; }

    /// <summary>Where the upload was received in the lake.</summary>
    public required string ReceivedAs { get; init; }

    /// <summary>The file's name as its sender has it.</summary>
    public required string FileName { get; init; }

    public required long FileBytes { get; init; }

    public string? Sha256 { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Which table of the file, and how it is read.</summary>
    public required Part Part { get; init; }

    public required DatasetName Dataset { get; init; }

    /// <summary>The dataset's name as people write it, when it has to be made.</summary>
    public required string DatasetLabel { get; init; }

    /// <summary>Silver's <c>data_source</c>, when the dataset has to be made.</summary>
    public required string SourceName { get; init; }

    public required IngestMode Mode { get; init; }

    /// <summary>The technical names of the columns that tell rows apart; needed to merge.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Numbers of the recipes that go into its sender's draft once its rows are there.</summary>
    public ImmutableArray<long> Recipes { get; init; } = [];

    /// <summary>One reading for each column of the file, in the file's order; a mapped column has the dataset's name here.</summary>
    public required ImmutableArray<ColumnReading> Columns { get; init; }

    /// <summary>Columns of the dataset that are put together from several of these; they stand in raw behind the file's own.</summary>
    public ImmutableArray<JoinedColumn> Joined { get; init; } = [];

    /// <summary>The file's columns and those put together from them.</summary>
    [JsonIgnore]
    public ImmutableArray<ColumnReading> AllColumns => [.. Columns, .. Joined.Select(joined => joined.Reading)];

    /// <summary>A column as the file calls it; by its technical name where the file has none of that name.</summary>
    public string LabelOf(string column) => AllColumns.FirstOrDefault(known => known.Name == column)?.Label ?? column;
}
