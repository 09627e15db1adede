using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline;

/// <summary>Repairs in the words of logs and the audit trail; pages say it in the reader's language.</summary>
internal static class RepairWords
{
    public static string Title(ImmutableArray<RepairEdit> edits) => string.Join("; ", edits.GroupBy(edit => edit.Column).Select(column => column.ToList() switch
    {
        [RepairEdit.Formula formula] => $"{column.Key}: {formula.Expression}",
        var all when all.TrueForAll(edit => edit is RepairEdit.Spelling) => string.Create(CultureInfo.InvariantCulture, $"{column.Key}: {all.Count} spellings"),
        var all => string.Create(CultureInfo.InvariantCulture, $"{column.Key}: {all.Count} edits"),
    }));

    public static string State(RepairState state) => state switch
    {
        RepairState.Draft => "a draft",
        RepairState.Proposed => "waiting for a second person",
        RepairState.Approved => "approved",
        RepairState.Declined => "declined",
        RepairState.Withdrawn => "withdrawn",
        _ => "undone",
    };
}
