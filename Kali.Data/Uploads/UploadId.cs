using System.Security.Cryptography;

namespace Kali.Data.Uploads;

/// <summary>Names one upload; 128 random bits, so that it cannot be guessed from another one.</summary>
public readonly record struct UploadId
{
    private readonly string? _value;

    private UploadId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("An empty upload id.");

    public static UploadId New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    public static UploadId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new NotFoundException($"There is no upload “{text}”.");

    public static bool TryParse(string? text, out UploadId id)
    {
        id = default;
        if (text is not { Length: 32 } || !text.All(char.IsAsciiHexDigitLower))
            return false;
        id = new UploadId(text);
        return true;
    }

    public override string ToString() => Value;
}
