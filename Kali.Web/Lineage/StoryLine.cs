using System.Collections.Immutable;
using System.Text.Json;
using Kali.Data;
using Kali.Data.Lineage;
using Kali.Web.Widgets;

namespace Kali.Web.Lineage;

/// <summary>One step of a cell's story as it is told: newest on top, down to the line of the file.</summary>
/// <param name="Kind">What happened, as a word of the code: the row's outcome, a kind of change, <c>raw</c> or <c>file</c>.</param>
/// <param name="Shape">Its glyph; null for the file.</param>
/// <param name="Before">The text before; null where nothing changed.</param>
/// <param name="After">The text after; null is missing.</param>
/// <param name="IsChange">Whether before and after are both shown.</param>
public sealed record StoryLine(string Kind, GlyphShape? Shape, string? Before, string? After, bool IsChange)
{
    /// <summary>Of a repair: who and why.</summary>
    public CellRepairStory? Repair { get; init; }

    public static ImmutableArray<StoryLine> Of(RowStory story, CellStory cell)
    {
        var lines = ImmutableArray.CreateBuilder<StoryLine>();
        var (kind, shape) = story.Outcome switch
        {
            RowOutcome.InGold => ("gold", GlyphShape.Gold),
            RowOutcome.HeldBack => ("held", GlyphShape.Held),
            RowOutcome.InSilver => ("silver", GlyphShape.Silver),
            _ => ("raw-only", GlyphShape.Raw),
        };
        // What is held back, or has not left raw, keeps the file's text; elsewhere silver's value stands.
        lines.Add(new StoryLine(kind, shape, null, story.Outcome is RowOutcome.InGold or RowOutcome.InSilver ? cell.Value : cell.Raw, IsChange: false));
        foreach (var change in cell.Changes.Reverse())
            lines.Add(new StoryLine(change.Kind, change.Repair is null ? GlyphShape.Silver : GlyphShape.Done, change.Before, change.After, IsChange: true) { Repair = change.Repair });
        lines.Add(new StoryLine("raw", GlyphShape.Raw, null, cell.Raw, IsChange: false));
        lines.Add(new StoryLine("file", null, null, null, IsChange: false));
        return lines.ToImmutable();
    }
}

/// <summary>Why a row is held back, as the quarantine table has it.</summary>
public sealed record HeldReason(string Name, string Severity, string Column, string? Observed, string? Expected)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ImmutableArray<HeldReason> Read(string? reasons)
    {
        if (string.IsNullOrEmpty(reasons))
            return [];
        try
        {
            return JsonSerializer.Deserialize<ImmutableArray<HeldReason>>(reasons, Json);
        }
        catch (JsonException)
        {
            // A quarantine table somebody else wrote.
            return [];
        }
    }
}
