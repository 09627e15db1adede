using Kali.Data;

namespace Kali.Web.Data;

/// <summary>Layers as addresses name them.</summary>
public static class LayerNames
{
    public static string Of(Layer layer) => layer.ToString().ToLowerInvariant();

    /// <summary>The layer of that name; metadata is no layer of a dataset.</summary>
    public static bool TryParse(string? name, out Layer layer) =>
        Enum.TryParse(name, ignoreCase: true, out layer) && layer is not Layer.Metadata && Enum.IsDefined(layer);
}
