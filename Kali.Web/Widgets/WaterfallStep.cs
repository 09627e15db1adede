namespace Kali.Web.Widgets;

/// <summary>A line of a waterfall.</summary>
/// <param name="Label">Its words.</param>
/// <param name="Change">What it takes (below 0) or adds; null for a total.</param>
/// <param name="Total">Where it stands afterwards.</param>
public sealed record WaterfallStep(string Label, double? Change, double Total);
