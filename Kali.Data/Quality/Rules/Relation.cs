using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>How one value stands to another.</summary>
[JsonConverter(typeof(SnakeCaseEnum<Relation>))]
public enum Relation
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}
