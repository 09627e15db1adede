using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kali.Data.Engines.Databricks.Reading;

namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>A table's versions as Databricks tells them, oldest first, with Kali's notes taken out and put beside the changes they announce.</summary>
internal sealed class TableHistory
{
    /// <summary>Commits that leave the rows as they are, of Kali's, of Databricks itself and of people who look after a table.</summary>
    private static readonly string[] Upkeep =
    [
        "OPTIMIZE", "REORG", "VACUUM START", "VACUUM END", "FSCK", "COMPUTE STATS", "CLUSTER BY", "SET TBLPROPERTIES", "UNSET TBLPROPERTIES", "CHANGE COLUMN", "CHANGE COLUMNS", "ADD COLUMNS",
        "ADD CONSTRAINT", "DROP CONSTRAINT", "CREATE TABLE", "UPGRADE PROTOCOL", "DROP FEATURE", "ROW TRACKING BACKFILL",
    ];

    private const string Making = "CREATE TABLE AS SELECT";
    private const string Describing = "CHANGE COLUMN";
    private readonly ImmutableArray<CommitNote> _announced;

    private TableHistory(ImmutableArray<Entry> entries, ImmutableArray<CommitNote> announced) => (Entries, _announced) = (entries, announced);

    public ImmutableArray<Entry> Entries { get; }

    public long Newest => Entries[^1].Version;

    public DateTimeOffset ChangedAt => Entries[^1].At;

    /// <summary>The change that the newest note of that work announced; null when the work has not been done.</summary>
    public Entry? Done(string once) => Entries.LastOrDefault(entry => entry.IsChange && entry.Note?.Once == once);

    /// <summary>The change that this note announced, or another note of the same work.</summary>
    public Entry? Of(CommitNote note) => Entries.FirstOrDefault(entry => entry.IsChange && entry.Note?.Token == note.Token) ?? (note.Once is null ? null : Done(note.Once));

    /// <summary>The tokens of notes that announced that work while its change is not there: a statement of theirs may still be under way.</summary>
    public ImmutableArray<string> Unanswered(string once) => Done(once) is null ? [.. _announced.Where(note => note.Once == once).Select(note => note.Token).Distinct()] : [];

    /// <summary>The newest change of rows after a version that would not leave alone what was read there.</summary>
    public Entry? ChangedSince(long version, bool alsoByAppends) =>
        Entries.LastOrDefault(entry => entry.Version > version && entry.IsChange && (alsoByAppends || !entry.IsAppend));

    /// <summary>The version that a change has come to: columns of a table it made were described right after it.</summary>
    public long Settled(Entry made) =>
        Entries.SkipWhile(entry => entry.Version <= made.Version).TakeWhile(entry => entry.IsNote && entry.Operation == Describing).LastOrDefault()?.Version ?? made.Version;

    /// <summary>What people read: without notes, fences and the table's own definition.</summary>
    public ImmutableArray<TableHistoryEntry> Shown() =>
    [
        .. Entries.Reverse().Where(entry => !entry.IsNote).Select(entry => new TableHistoryEntry(
            entry.Version, entry.At, entry is { Operation: Making, Note: not null } ? "WRITE" : entry.Operation, entry.Note?.UserId ?? entry.UserId, entry.Note?.UserName ?? entry.UserName,
            entry.Note?.About ?? ImmutableSortedDictionary<string, string>.Empty, entry.Metrics)),
    ];

    public static TableHistory Read(StatementRows rows)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>(rows.Rows.Count);
        CommitNote? open = null;
        var isDefining = false;
        // A note that was sent twice and arrives once more after its change announces nothing.
        var answered = new HashSet<string>(StringComparer.Ordinal);
        var announced = ImmutableArray.CreateBuilder<CommitNote>();
        foreach (var row in rows.Rows.OrderBy(row => Number(rows.Value(row, "version"))))
        {
            var parameters = Map(rows.Value(row, "operationParameters"));
            var operation = rows.Value(row, "operation") ?? "";
            var properties = Map(parameters.GetValueOrDefault("properties"));
            var own = CommitNote.TryRead(properties.GetValueOrDefault(CommitNote.Property));
            var isNote = operation == "SET TBLPROPERTIES" && (own is not null || properties.ContainsKey(CommitNote.Fence)) || operation == "CREATE TABLE" && own is not null
                || isDefining && operation == Describing;
            isDefining = own is not null && operation.EndsWith(" AS SELECT", StringComparison.Ordinal) || isDefining && operation == Describing;
            if (own is not null && !answered.Contains(own.Token))
            {
                open = own;
                announced.Add(own);
            }
            var isChange = !Upkeep.Contains(operation);
            var entry = new Entry(
                Number(rows.Value(row, "version")), At(rows.Value(row, "timestamp")), operation, rows.Value(row, "userId"), rows.Value(row, "userName"), parameters,
                Map(rows.Value(row, "operationMetrics")), isChange ? open : null, isNote, isChange);
            entries.Add(entry);
            if (!isChange)
                continue;
            if (open is not null)
                answered.Add(open.Token);
            open = null;
        }
        return new TableHistory(entries.ToImmutable(), announced.ToImmutable());
    }

    private static ImmutableSortedDictionary<string, string> Map(string? json)
    {
        if (json is null)
            return ImmutableSortedDictionary<string, string>.Empty;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? ImmutableSortedDictionary<string, string>.Empty
                : document.RootElement.EnumerateObject().ToImmutableSortedDictionary(
                    member => member.Name, member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return ImmutableSortedDictionary<string, string>.Empty;
        }
    }

    private static long Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateTimeOffset At(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : DateTimeOffset.UnixEpoch;

    /// <param name="Version">The version.</param>
    /// <param name="At">When.</param>
    /// <param name="Operation">What, as Delta says.</param>
    /// <param name="UserId">The workspace's id of who did it; with Kali's own identity that is Kali.</param>
    /// <param name="UserName">Their name there.</param>
    /// <param name="Parameters">Delta's operationParameters.</param>
    /// <param name="Metrics">Delta's operationMetrics.</param>
    /// <param name="Note">Kali's note on this change.</param>
    /// <param name="IsNote">Whether this is nothing but a note.</param>
    /// <param name="IsChange">Whether rows may have changed.</param>
    internal sealed record Entry(
        long Version, DateTimeOffset At, string Operation, string? UserId, string? UserName, ImmutableSortedDictionary<string, string> Parameters,
        ImmutableSortedDictionary<string, string> Metrics, CommitNote? Note, bool IsNote, bool IsChange)
    {
        public bool IsAppend => Operation is "WRITE" or "STREAMING UPDATE" && Parameters.GetValueOrDefault("mode") is "Append" || Operation is "COPY INTO";

        /// <summary>The first of these metrics that is there.</summary>
        public long Metric(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (Metrics.TryGetValue(name, out var text))
                    return Number(text);
            }
            return 0;
        }
    }
}
