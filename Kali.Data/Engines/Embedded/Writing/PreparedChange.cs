using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Writing;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>A change whose data files are written and whose commit is still to come.</summary>
internal sealed record PreparedChange
{
    /// <summary>As Delta names it.</summary>
    public required string Operation { get; init; }

    public required ReadScope Reads { get; init; }

    public required Func<Snapshot?, IReadOnlyList<DeltaAction>> Actions { get; init; }

    /// <summary>True when the written files serve for any newer version as well, so that only the actions are made again.</summary>
    public bool IsRebasable { get; init; }

    public ImmutableArray<AddAction> Added { get; init; } = [];

    public long RowsUpdated { get; init; }

    public long RowsDeleted { get; init; }

    /// <summary>Rows that stand in the new files because their file was rewritten, without having changed.</summary>
    public long RowsCopied { get; init; }

    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Metrics beside those that every change has.</summary>
    public ImmutableSortedDictionary<string, string> Metrics { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public long RowsWritten => Added.Sum(add => add.RowCount ?? 0);

    public long BytesWritten => Added.Sum(add => add.Size);

    public ImmutableSortedDictionary<string, string> AllMetrics => Metrics
        .SetItem("numFiles", Number(Added.Length))
        .SetItem("numOutputRows", Number(RowsWritten))
        .SetItem("numOutputBytes", Number(BytesWritten));

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
