namespace Kali.Data.Lake;

/// <summary>
/// A place in the lake, relative to its root, with <c>/</c> between the parts. Parts are never empty, <c>.</c> or <c>..</c> and hold no control characters,
/// so no path leaves the lake. File names given by people are labels, not paths: they come here only through <see cref="LakeFileName"/>.
/// </summary>
public readonly record struct LakePath
{
    private readonly string _value;

    public LakePath(string value)
    {
        foreach (var part in value.Split('/'))
        {
            if (part.Length == 0 || part is "." or ".." || part.Any(c => char.IsControl(c) || c == '\\'))
                throw new ArgumentException($"“{value}” is not a place in the lake.", nameof(value));
        }
        _value = value;
    }

    public string Value => _value ?? throw new InvalidOperationException("An empty lake path.");

    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    public static LakePath operator /(LakePath folder, string part) => new($"{folder.Value}/{part}");

    public override string ToString() => Value;
}
