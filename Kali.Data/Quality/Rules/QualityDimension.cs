using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What aspect of quality a rule assesses. A dimension without a rule is not assessed, which is not the same as perfect.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QualityDimension>))]
public enum QualityDimension
{
    Completeness,
    Validity,
    Uniqueness,
    Consistency,
    Timeliness,
    Accuracy,
}
