using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kali.Data.Quality.Exchange;

/// <summary>A rule in the words of a format.</summary>
/// <param name="Natives">Usually one; two where the format needs one for each bound.</param>
internal sealed record WrittenRule(params ImmutableArray<JsonNode> Natives)
{
    /// <summary>The column under which it stands; null for the table, or where the format names columns in the rule.</summary>
    public string? Column { get; init; }

    public ImmutableArray<Remark> Remarks { get; init; } = [];

    public WrittenRule But(string english, string german) => this with { Remarks = Remarks.Add(new Remark(english, german)) };

    public WrittenRule ButIf(bool differs, string english, string german) => differs ? But(english, german) : this;
}
