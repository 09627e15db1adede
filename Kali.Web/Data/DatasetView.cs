using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Web.Widgets;

namespace Kali.Web.Data;

/// <summary>What stands on all tabs of a dataset's page.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Layers">Its layers with their rows now.</param>
/// <param name="Layer">The one looked at.</param>
/// <param name="Version">The version of that layer's table asked for; null for the newest.</param>
/// <param name="Wrong">Groups of rows with something wrong in the last load.</param>
/// <param name="Versions">Versions in its history.</param>
/// <param name="Files">Files it was loaded from.</param>
/// <param name="MayLoad">Whether the reader may send a new version.</param>
/// <param name="MayChange">Whether the reader may change its rules.</param>
public sealed record DatasetView(
    Dataset Dataset,
    ImmutableArray<LayerStripPart> Layers,
    Layer Layer,
    long? Version,
    int Wrong,
    int Versions,
    int Files,
    bool MayLoad,
    bool MayChange)
{
    public DatasetName Name => Dataset.Name;

    /// <summary>The layer looked at.</summary>
    public LayerStripPart Chosen => Layers.First(part => part.Layer == Layer);
}
