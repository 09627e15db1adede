using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>What a person said about renamed columns, put into a schema diff: proposals taken back, and pairs that no likeness proposes.</summary>
internal static class KnownRenames
{
    /// <param name="diff">As compared.</param>
    /// <param name="file">The file's columns as proposed.</param>
    /// <param name="said">The file's name → the dataset's; an empty text takes a proposal back.</param>
    public static SchemaDiff Apply(SchemaDiff diff, ImmutableArray<ColumnReading> file, ImmutableSortedDictionary<string, string> said)
    {
        var changes = diff.Columns.ToList();
        foreach (var proposal in diff.Columns.OfType<ColumnChange.Renamed>().Where(proposal => said.TryGetValue(proposal.To, out var from) && from != proposal.From))
        {
            changes[changes.IndexOf(proposal)] = NewOf(file.First(column => column.Name == proposal.To));
            changes.Add(new ColumnChange.Missing(proposal.From, proposal.FromLabel));
        }
        foreach (var (to, from) in said)
        {
            var added = changes.FindIndex(change => change is ColumnChange.New column && column.Name == to);
            var missing = changes.FindIndex(change => change is ColumnChange.Missing column && column.Name == from);
            if (added < 0 || missing < 0)
                continue;
            changes[added] = new ColumnChange.Renamed(from, ((ColumnChange.Missing)changes[missing]).Label, to, ((ColumnChange.New)changes[added]).Label, 1);
            changes.RemoveAt(missing);
        }
        return new SchemaDiff([.. changes]);
    }

    /// <summary>Whether nothing in it needs a person: the same columns, and renames that were confirmed before.</summary>
    public static bool IsSettled(SchemaDiff diff, ImmutableSortedDictionary<string, string> said) =>
        diff.Columns.All(change => change is ColumnChange.Same || change is ColumnChange.Renamed renamed && said.GetValueOrDefault(renamed.To) == renamed.From);

    private static ColumnChange.New NewOf(ColumnReading column) => new(column.Name, column.Label, column.Type);
}
