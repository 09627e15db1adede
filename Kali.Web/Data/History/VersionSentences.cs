using Kali.Data;
using Kali.Data.Catalog;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Data.History;

/// <summary>What made a version, and how two of them differ, in sentences.</summary>
public static class VersionSentences
{
    public static string Cause(IStringLocalizer texts, TableVersion version) => version switch
    {
        { Cause: VersionCause.Load, FileName: { } file } => texts["{0} was loaded", file],
        { Cause: VersionCause.Load } => texts["A run brought rows"],
        { Cause: VersionCause.Repair, Repair: { } repair } => texts["Repair {0} was put in", repair],
        { Cause: VersionCause.RepairUndone, Repair: { } repair } => texts["Repair {0} was taken back", repair],
        { Cause: VersionCause.TakenBack } => texts["A cancelled run took back its rows"],
        { Cause: VersionCause.Restore, Restored: { } restored } => texts["Version {0} was restored", restored],
        { Cause: VersionCause.Restore } => texts["An older version was restored"],
        { Cause: VersionCause.Tidied } => texts["Files were put together, no row changed"],
        _ => texts["Changed by {0}", version.Operation],
    };

    public static GlyphShape Shape(VersionCause cause) => cause switch
    {
        VersionCause.Load or VersionCause.Repair => GlyphShape.Done,
        VersionCause.RepairUndone => GlyphShape.GoesOn,
        VersionCause.TakenBack => GlyphShape.Cancelled,
        VersionCause.Restore => GlyphShape.GoesOn,
        _ => GlyphShape.Notes,
    };

    /// <summary>"+47,681 −0": what came and went; only the difference where no more is known.</summary>
    public static string Change(IStringLocalizer texts, RowChange change)
    {
        if (change is not { Added: { } added, Removed: { } removed })
            return texts["not counted yet"];
        var rows = (added, removed) switch
        {
            (0, 0) => "0",
            (_, 0) => $"+{Numbers.Count(added)}",
            (0, _) => $"−{Numbers.Count(removed)}",
            _ => $"+{Numbers.Count(added)} −{Numbers.Count(removed)}",
        };
        return change.Updated is { } updated and > 0 ? texts["{0}, {1} updated", rows, Numbers.Count(updated)] : rows;
    }

    public static string Title(IStringLocalizer texts, VersionComparison comparison) => comparison switch
    {
        { IsSame: true } => texts["Versions {0} and {1} are the same", comparison.From, comparison.To],
        { Added: 0, Removed: 0, Changed: 0 } => texts["The rows are the same, the columns are not"],
        { Removed: 0, Changed: 0 } => texts.Count(comparison.Added, "1 row was added", "{0} rows were added"),
        { Added: 0, Changed: 0 } => texts.Count(comparison.Removed, "1 row left", "{0} rows left"),
        { Added: 0, Removed: 0 } => texts["{0} rows changed", Numbers.Of(comparison.Changed, comparison.Shared)],
        _ => texts["{0} rows were added, {1} left, {2} changed", Numbers.Count(comparison.Added), Numbers.Count(comparison.Removed), Numbers.Count(comparison.Changed)],
    };

    public static string Column(IStringLocalizer texts, ColumnDifference difference) => difference.Kind switch
    {
        ColumnDifferenceKind.Added => texts["new column of type {0}", difference.After ?? ""],
        ColumnDifferenceKind.Removed => texts["is there no more, was {0}", difference.Before ?? ""],
        ColumnDifferenceKind.TypeChanged => texts["type {0} became {1}", difference.Before ?? "", difference.After ?? ""],
        _ => texts["header {0} became {1}", difference.Before ?? "", difference.After ?? ""],
    };

    /// <summary>What restoring would do, before it is done.</summary>
    public static string Restore(IStringLocalizer texts, RestorePlan plan, string layer)
    {
        var rows = plan switch
        {
            { Leave: 0, Return: 0, Change: 0 } => texts["No row changes."].Value,
            { Return: 0, Change: 0 } => texts.Count(plan.Leave, "1 row leaves {1}.", "{0} rows leave {1}.", layer),
            { Leave: 0, Change: 0 } => texts.Count(plan.Return, "1 row comes back to {1}.", "{0} rows come back to {1}.", layer),
            _ => texts["{0} rows leave {1}, {2} come back, {3} change.", Numbers.Count(plan.Leave), layer, Numbers.Count(plan.Return), Numbers.Count(plan.Change)],
        };
        return texts["{0} {1} then has {2} rows. Raw and lineage stay as they are. Restoring is itself a version, undone by restoring version {3}.", rows, layer, Numbers.Count(plan.Rows), plan.Newest];
    }
}
