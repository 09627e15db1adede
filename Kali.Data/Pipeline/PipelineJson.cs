using System.Text.Json;
using Kali.Data.Ingest;

namespace Kali.Data.Pipeline;

/// <summary>How the journal keeps requests, facts and work.</summary>
internal static class PipelineJson
{
    private static readonly JsonSerializerOptions Options = IngestJson.Options;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}
