using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kali.Data.Engines.Embedded.DeltaLog.Actions;

/// <summary>
/// One line of a log file as JSON: an object with one member, named for the action. Members that Kali does not know are passed over,
/// as the protocol asks; what a reader must know is announced by the protocol action.
/// </summary>
internal sealed class ActionLine
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ProtocolAction? Protocol { get; init; }

    public MetadataAction? MetaData { get; init; }

    public AddAction? Add { get; init; }

    public RemoveAction? Remove { get; init; }

    public TxnAction? Txn { get; init; }

    public DomainMetadataAction? DomainMetadata { get; init; }

    public CdcAction? Cdc { get; init; }

    public SidecarAction? Sidecar { get; init; }

    public CheckpointMetadataAction? CheckpointMetadata { get; init; }

    public JsonElement? CommitInfo { get; init; }

    /// <summary>The action of one line; null when it is one that Kali does not know.</summary>
    /// <exception cref="JsonException">The line is not an action.</exception>
    public static DeltaAction? Read(ReadOnlySpan<byte> line)
    {
        var read = JsonSerializer.Deserialize<ActionLine>(line, Options);
        return read?.Action;
    }

    public static byte[] Write(DeltaAction action) => JsonSerializer.SerializeToUtf8Bytes(action switch
    {
        ProtocolAction protocol => new ActionLine { Protocol = protocol },
        MetadataAction metadata => new ActionLine { MetaData = metadata },
        AddAction add => new ActionLine { Add = add },
        RemoveAction remove => new ActionLine { Remove = remove },
        TxnAction txn => new ActionLine { Txn = txn },
        DomainMetadataAction domain => new ActionLine { DomainMetadata = domain },
        CommitInfoAction info => new ActionLine { CommitInfo = info.Json },
        _ => throw new ArgumentException($"{action.GetType().Name} is never written to a commit.", nameof(action)),
    }, Options);

    private DeltaAction? Action =>
        (DeltaAction?)Add ?? (DeltaAction?)Remove ?? (DeltaAction?)Protocol ?? (DeltaAction?)MetaData ?? (DeltaAction?)Txn ?? (DeltaAction?)DomainMetadata
        ?? (DeltaAction?)Cdc ?? (DeltaAction?)Sidecar ?? (DeltaAction?)CheckpointMetadata
        ?? (CommitInfo is { ValueKind: JsonValueKind.Object } info ? new CommitInfoAction(info.Clone()) : null);
}
