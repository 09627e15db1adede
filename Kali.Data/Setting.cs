namespace Kali.Data;

/// <summary>A setting in force.</summary>
/// <param name="Name">Its place in the configuration.</param>
/// <param name="Value">Its value as text; null when it has none, and for a secret: whether it is set is all that is told.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="IsSecret">Whether the value is withheld.</param>
/// <param name="IsSet">Whether there is a value.</param>
public sealed record Setting(string Name, string? Value, SettingSource Source, bool IsSecret, bool IsSet);

public enum SettingSource
{
    Default,
    File,
    Environment,
    CommandLine,
    Elsewhere,
}
