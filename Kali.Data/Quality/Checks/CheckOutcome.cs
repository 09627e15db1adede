using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

[JsonConverter(typeof(JsonStringEnumConverter<CheckOutcome>))]
public enum CheckOutcome
{
    Passed,
    Warned,
    Failed,

    /// <summary>Nothing was found out; the reason says why. Spoils no other rule and does not fail the gate, but warns.</summary>
    CouldNotRun,
}
