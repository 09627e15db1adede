using Kali.Data.Engines.Embedded.DeltaLog.Actions;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>Reconciles the actions of version after version into the table's state ("Action Reconciliation").</summary>
internal sealed class LogReplay(string folder)
{
    private readonly Dictionary<(string, string?), AddAction> _files = [];
    private readonly Dictionary<(string, string?), RemoveAction> _removed = [];
    private readonly Dictionary<string, TxnAction> _txns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DomainMetadataAction> _domains = new(StringComparer.Ordinal);

    public ProtocolAction? Protocol { get; private set; }

    public MetadataAction? Metadata { get; private set; }

    public IEnumerable<AddAction> Files => _files.Values;

    public IEnumerable<RemoveAction> Removed => _removed.Values;

    public IEnumerable<TxnAction> Txns => _txns.Values;

    public IEnumerable<DomainMetadataAction> Domains => _domains.Values;

    public static LogReplay From(Snapshot snapshot)
    {
        var replay = new LogReplay(snapshot.Folder) { Protocol = snapshot.Protocol, Metadata = snapshot.Metadata };
        foreach (var file in snapshot.Files)
            replay._files[replay.Key(file)] = file;
        foreach (var removed in snapshot.Removed)
            replay._removed[replay.Key(removed)] = removed;
        foreach (var txn in snapshot.Txns.Values)
            replay._txns[txn.AppId] = txn;
        foreach (var domain in snapshot.Domains)
            replay._domains[domain.Domain] = domain;
        return replay;
    }

    /// <summary>The actions of one version, or of one checkpoint. Within a version their order says nothing: a file both removed and added is in the table.</summary>
    public void Apply(IReadOnlyCollection<DeltaAction> version)
    {
        foreach (var removed in version.OfType<RemoveAction>())
        {
            var key = Key(removed);
            _files.Remove(key);
            _removed[key] = removed;
        }
        foreach (var action in version)
        {
            switch (action)
            {
                case AddAction add:
                    var key = Key(add);
                    _removed.Remove(key);
                    _files[key] = add;
                    break;
                case ProtocolAction protocol:
                    Protocol = protocol;
                    break;
                case MetadataAction metadata:
                    Metadata = metadata;
                    break;
                case TxnAction txn:
                    _txns[txn.AppId] = txn;
                    break;
                case DomainMetadataAction { Removed: true } domain:
                    _domains.Remove(domain.Domain);
                    break;
                case DomainMetadataAction domain:
                    _domains[domain.Domain] = domain;
                    break;
            }
        }
    }

    private (string, string?) Key(AddAction add) => (DeltaPath.Key(folder, add.Path), add.DeletionVector?.UniqueId);

    private (string, string?) Key(RemoveAction removed) => (DeltaPath.Key(folder, removed.Path), removed.DeletionVector?.UniqueId);
}
