using System.Text.Json.Serialization;

namespace Kali.Data.Quality.Exchange;

/// <summary>How much of a rule arrives on the other side.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Fidelity>))]
public enum Fidelity
{
    /// <summary>It demands the same there.</summary>
    Lossless,

    /// <summary>It demands nearly the same; the remarks say what differs.</summary>
    Approximated,

    /// <summary>It cannot be carried; the remark says why.</summary>
    Refused,
}
