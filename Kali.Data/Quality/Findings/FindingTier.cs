using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>How sure a finding is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingTier>))]
public enum FindingTier
{
    /// <summary>Wrong by more than one sign, or by one that is hardly ever mistaken. Holds its row back.</summary>
    Confirmed,

    /// <summary>It may be right; somebody should see it. Lets its row pass.</summary>
    WorthALook,
}
