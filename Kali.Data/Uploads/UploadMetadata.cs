using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Kali.Data.Uploads;

/// <summary>
/// The key-value pairs of tus' <c>Upload-Metadata</c>. Values are bytes of any kind; the header is kept as it came,
/// because HEAD must give it back so.
/// </summary>
public sealed record UploadMetadata
{
    /// <summary>Longest header kept; a file name of 255 characters in base64 needs a tenth of it.</summary>
    public const int LongestHeader = 8 * 1024;

    /// <summary>The key of the dataset a file is sent to as its new version.</summary>
    public const string Dataset = "dataset";

    public static UploadMetadata Empty { get; } = new("", ImmutableDictionary<string, ImmutableArray<byte>>.Empty);

    private UploadMetadata(string header, ImmutableDictionary<string, ImmutableArray<byte>> values) => (Header, Values) = (header, values);

    /// <summary>As it came; empty when there was none.</summary>
    public string Header { get; }

    public ImmutableDictionary<string, ImmutableArray<byte>> Values { get; }

    /// <summary>The value as text, or null when the key is missing or its bytes are no UTF-8.</summary>
    public string? Text(string key)
    {
        if (!Values.TryGetValue(key, out var bytes))
            return null;
        try
        {
            return StrictUtf8.GetString(bytes.AsSpan());
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static UploadMetadata From(params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        var parts = new List<string>();
        foreach (var (key, value) in pairs)
            parts.Add($"{key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}");
        return TryParse(string.Join(',', parts), out var metadata) ? metadata : throw new ArgumentException("Not metadata.", nameof(pairs));
    }

    public static bool TryParse(string? header, [NotNullWhen(true)] out UploadMetadata? metadata)
    {
        metadata = null;
        if (string.IsNullOrEmpty(header))
        {
            metadata = Empty;
            return true;
        }
        if (header.Length > LongestHeader || header.Any(c => c is < ' ' or > '~'))
            return false;
        var values = ImmutableDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var space = pair.IndexOf(' ', StringComparison.Ordinal);
            var key = space < 0 ? pair : pair[..space];
            var value = space < 0 ? "" : pair[(space + 1)..];
            var bytes = new byte[value.Length];
            if (key.Length == 0 || value.Any(char.IsWhiteSpace) || !Convert.TryFromBase64String(value, bytes, out var length) || values.ContainsKey(key))
                return false;
            values.Add(key, [.. bytes.AsSpan(0, length)]);
        }
        metadata = new UploadMetadata(header, values.ToImmutable());
        return true;
    }

    public bool Equals(UploadMetadata? other) => other is not null && other.Header == Header;

    public override int GetHashCode() => Header.GetHashCode(StringComparison.Ordinal);

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
}
