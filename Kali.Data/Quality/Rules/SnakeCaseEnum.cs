using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>Words of rules as files have them: <c>at_most</c>, <c>standard_deviation</c>.</summary>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
