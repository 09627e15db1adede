namespace Kali.Web.Widgets;

/// <summary>The shapes that carry a meaning; each survives greyscale, and a word always stands beside it.</summary>
public enum GlyphShape
{
    Raw,
    Silver,
    Gold,
    Held,
    Unreadable,
    Confirmed,
    WorthALook,
    Stops,
    Warns,
    Notes,
    Queued,
    Running,
    Asks,
    Done,
    Failed,
    Cancelled,
    GoesOn,
    CouldNotRun,
}
