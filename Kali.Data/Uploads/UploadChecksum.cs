using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Kali.Data.Uploads;

/// <summary>What the bytes of one request must hash to.</summary>
public sealed record UploadChecksum(HashAlgorithmName Algorithm, ReadOnlyMemory<byte> Expected)
{
    private static readonly Dictionary<string, (HashAlgorithmName Name, int Bytes)> Known = new(StringComparer.Ordinal)
    {
        ["sha1"] = (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes),
        ["sha256"] = (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        ["sha384"] = (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        ["sha512"] = (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
        ["md5"] = (HashAlgorithmName.MD5, MD5.HashSizeInBytes),
    };

    /// <summary>The algorithms' names as the protocol writes them.</summary>
    public static IReadOnlyCollection<string> Algorithms => Known.Keys;

    /// <summary>Reads <c>sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=</c>.</summary>
    public static bool TryParse(string header, [NotNullWhen(true)] out UploadChecksum? checksum)
    {
        checksum = null;
        if (header.Split(' ') is not [var name, var base64] || !Known.TryGetValue(name, out var algorithm))
            return false;
        var expected = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, expected, out var length) || length != algorithm.Bytes)
            return false;
        checksum = new UploadChecksum(algorithm.Name, expected.AsMemory(0, length));
        return true;
    }
}
