using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What becomes of a row that breaks a rule, or of the load where the rule is about the whole table.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Counted and shown; nothing else happens.</summary>
    Notes,

    /// <summary>The row passes, marked; the gate warns.</summary>
    Warns,

    /// <summary>The row is held back; for a rule about the whole table, the gate fails.</summary>
    Stops,
}
