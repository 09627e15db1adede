namespace Kali.Data.Ingest.Json;

/// <summary>A place in a JSON document (RFC 6901); only names are followed, no places in lists.</summary>
internal static class JsonPointer
{
    public static string[] Parts(string pointer) =>
        pointer.Length == 0 ? [] : [.. pointer.TrimStart('/').Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    public static string Of(IEnumerable<string> names) =>
        string.Concat(names.Select(name => "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
}
