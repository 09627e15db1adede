using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Web.Shell;
using Kali.Web.Widgets;
using Microsoft.Extensions.Localization;

namespace Kali.Web.Catalog;

/// <summary>What the catalog says about itself.</summary>
public static class CatalogSentences
{
    public static string Title(IStringLocalizer texts, ImmutableArray<SearchHit> all, ImmutableArray<SearchHit> shown, string? query, bool deleted)
    {
        if (deleted)
            return texts.Count(shown.Length, "1 deleted dataset can be brought back", "{0} deleted datasets can be brought back");
        if (shown.IsEmpty && !string.IsNullOrWhiteSpace(query))
            return texts["Nothing is called “{0}”", query.Trim()];
        if (!string.IsNullOrWhiteSpace(query))
            return texts.Count(shown.Length, "1 dataset has “{1}” in it", "{0} datasets have “{1}” in them", query.Trim());
        if (all.IsEmpty)
            return texts["No dataset yet"];
        return shown.Length == all.Length
            ? texts.Count(all.Length, "1 dataset", "{0} datasets")
            : texts["{0} datasets", Numbers.Of(shown.Length, all.Length)];
    }

    public static string Lead(IStringLocalizer texts, ImmutableArray<SearchHit> shown)
    {
        var failed = shown.Count(hit => hit.Dataset.Latest?.Gate is GateState.Failed);
        return failed == 0
            ? texts["Which data there is, and whether it can be used."]
            : texts.Count(failed, "1 did not pass its gate.", "{0} did not pass their gate.");
    }

    public static string Gate(IStringLocalizer texts, string gate) => gate switch
    {
        "passed" => texts["Gate passed"],
        "warned" => texts["Gate warned"],
        "failed" => texts["Gate failed"],
        _ => texts["No gate yet"],
    };

    public static GlyphShape? GateShape(string gate) => gate switch
    {
        "passed" => GlyphShape.Done,
        "warned" => GlyphShape.Warns,
        "failed" => GlyphShape.Stops,
        _ => GlyphShape.Queued,
    };
}
