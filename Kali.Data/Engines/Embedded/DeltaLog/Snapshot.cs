using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Reading;
using Kali.Data.Engines.Embedded.DeltaLog.Schema;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>A table at one version. Never changes; a newer version is another snapshot.</summary>
internal sealed class Snapshot
{
    /// <exception cref="RefusedException">The log does not make a table, or one that Kali does not read.</exception>
    public Snapshot(string folder, long version, LogReplay state)
    {
        (Folder, Version) = (folder, version);
        Protocol = state.Protocol ?? throw Incomplete("protocol");
        TableFeatures.DemandReadable(Protocol, folder);
        Metadata = state.Metadata ?? throw Incomplete("metadata");
        if (!string.Equals(Metadata.Format.Provider, "parquet", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException($"The table in “{folder}” keeps its data as {Metadata.Format.Provider}; a Delta table keeps them as Parquet.");
        Fields = ReadSchema();
        Schema = new TableSchema([.. Fields.Select(field => field.ToColumn())], [.. Metadata.PartitionColumns]);
        Files = [.. state.Files];
        Removed = [.. state.Removed];
        Txns = state.Txns.ToImmutableSortedDictionary(txn => txn.AppId, txn => txn, StringComparer.Ordinal);
        Domains = [.. state.Domains];
        Properties = Metadata.Configuration
            .Where(pair => pair.Value is not null)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }

    /// <summary>The table's folder, absolute.</summary>
    public string Folder { get; }

    public long Version { get; }

    public ProtocolAction Protocol { get; }

    public MetadataAction Metadata { get; }

    /// <summary>The columns as the log has them, with all their metadata.</summary>
    public ImmutableArray<DeltaField> Fields { get; }

    public TableSchema Schema { get; }

    /// <summary>The data files; their order says nothing.</summary>
    public ImmutableArray<AddAction> Files { get; }

    /// <summary>Files taken out that vacuum has to keep until the retention is over.</summary>
    public ImmutableArray<RemoveAction> Removed { get; }

    /// <summary>How far each application has come.</summary>
    public ImmutableSortedDictionary<string, TxnAction> Txns { get; }

    public ImmutableArray<DomainMetadataAction> Domains { get; }

    public ImmutableSortedDictionary<string, string> Properties { get; }

    /// <summary>Rows, from the files' statistics; null when one has none.</summary>
    public long? RowCount => Files.Aggregate((long?)0, (sum, file) => sum + file.RowCount);

    public long Bytes => Files.Sum(file => file.Size);

    public ColumnMapping ColumnMapping =>
        Protocol.MinReaderVersion == 2 || Protocol.MinReaderVersion == 3 && Protocol.ReaderFeatures?.Contains("columnMapping") == true
            ? Properties.GetValueOrDefault("delta.columnMapping.mode") switch
            {
                null or "none" => ColumnMapping.None,
                "name" => ColumnMapping.Name,
                "id" => ColumnMapping.Id,
                var mode => throw new RefusedException($"The table in “{Folder}” maps its columns by “{mode}”; Kali knows none, name and id."),
            }
            : ColumnMapping.None;

    /// <summary>Whether rows may only ever be added.</summary>
    public bool IsAppendOnly => Properties.GetValueOrDefault("delta.appendOnly") is { } value && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long files taken out are kept for readers of older versions; Delta's own default is a week.</summary>
    public TimeSpan DeletedFileRetention =>
        Properties.TryGetValue("delta.deletedFileRetentionDuration", out var text) && DeltaInterval.TryParse(text, out var stated) ? stated : TimeSpan.FromDays(7);

    private ImmutableArray<DeltaField> ReadSchema()
    {
        if (string.IsNullOrEmpty(Metadata.SchemaString))
            throw Incomplete("schema");
        try
        {
            return SchemaString.Read(Metadata.SchemaString);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new RefusedException($"The schema of the table in “{Folder}” cannot be read: {fault.Message}", fault);
        }
    }

    private RefusedException Incomplete(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The log of the table in “{Folder}” has no {what} up to version {Version}, so its rows cannot be told. Nothing was changed."));
}
