using Kali.Data;

namespace Kali.Web.Widgets;

/// <summary>One layer of a dataset in the strip.</summary>
/// <param name="Layer">Which.</param>
/// <param name="Rows">Its rows now; null when it has no table yet or they are not known.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="IsOpen">Whether the reader may read it.</param>
/// <param name="Owner">Who can give access.</param>
public sealed record LayerStripPart(Layer Layer, long? Rows, string Href, bool IsOpen, string Owner);
