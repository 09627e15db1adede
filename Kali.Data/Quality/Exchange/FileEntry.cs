using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>One rule of a file, as it stands there.</summary>
/// <param name="Place">Where, for a person.</param>
/// <param name="Native">What the format says of it, without what Kali itself had kept there.</param>
/// <param name="Column">The column under which it stands; null where the format names columns in the rule.</param>
/// <param name="Kept">What Kali had kept beside it when it wrote the file; null for files of others.</param>
internal sealed record FileEntry(string Place, JsonNode Native, string? Column = null, string? Kept = null)
{
    /// <summary>What the file itself calls it; null to take it from <see cref="Native"/>.</summary>
    public string? Title { get; init; }

    /// <summary>Why it cannot be read at all.</summary>
    public Remark? Fault { get; init; }
}
