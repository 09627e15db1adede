using Kali.Web.Widgets;

namespace Kali.Web.Shell;

/// <summary>What the palette finds, in the order it shows the kinds.</summary>
public enum PaletteKind
{
    Dataset,
    Column,
    Run,
    Query,
    Page,
    Action,
}

/// <summary>A line of the palette.</summary>
public sealed record PaletteHit(PaletteKind Kind, string Text, string Aside, string Address, IconName Icon, GlyphShape? Shape = null)
{
    public static string Title(PaletteKind kind) => kind switch
    {
        PaletteKind.Dataset => "Datasets",
        PaletteKind.Column => "Columns",
        PaletteKind.Run => "Runs",
        PaletteKind.Query => "Saved queries",
        PaletteKind.Page => "Pages",
        _ => "Do",
    };
}

/// <summary>What the palette found, and a name near to the text when it found nothing.</summary>
public sealed record PaletteAnswer(IReadOnlyList<PaletteHit> Hits, string? DidYouMean);
