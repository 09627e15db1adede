using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>How a group's proposals may be accepted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProposalSafety>))]
public enum ProposalSafety
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Nothing is lost by it: the same value written as the others are. By column, at once.</summary>
    Safe,

    /// <summary>Fills what is empty, or follows from far more rows. By group, after some have been looked at.</summary>
    Likely,

    /// <summary>Overwrites what somebody wrote. One at a time.</summary>
    Ask,
}
