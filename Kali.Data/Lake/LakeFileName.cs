using System.Globalization;
using System.Text;

namespace Kali.Data.Lake;

/// <summary>
/// The name a person gave a file, made fit to be the last part of a <see cref="LakePath"/> on every file system.
/// Letters of any script, spaces, quotes, percent signs and emoji stay; separators and what Windows does not take become <c>_</c>.
/// </summary>
public static class LakeFileName
{
    private const int LongestInBytes = 200;
    private static readonly HashSet<Rune> NotTaken = [.. "/\\:*?\"<>|".EnumerateRunes()];

    public static string From(string label)
    {
        var name = new StringBuilder(label.Length);
        foreach (var rune in label.Normalize(NormalizationForm.FormC).EnumerateRunes())
            name.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar || NotTaken.Contains(rune) ? new Rune('_') : rune);
        var safe = Shorten(name.ToString().Trim().TrimEnd('.', ' '));
        if (safe.Length == 0)
            return "file";
        return safe[0] == '.' || IsDevice(safe) ? "_" + safe : safe;
    }

    /// <summary>The second, third… file of a name: <c>orders.csv</c>, <c>orders (2).csv</c>.</summary>
    public static string Numbered(string name, int number)
    {
        if (number < 2)
            return name;
        var dot = name.LastIndexOf('.');
        var (stem, extension) = dot > 0 ? (name[..dot], name[dot..]) : (name, "");
        return string.Create(CultureInfo.InvariantCulture, $"{stem} ({number}){extension}");
    }

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestInBytes)
            return name;
        var extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > 20)
            extension = "";
        var room = LongestInBytes - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        foreach (var rune in name[..^extension.Length].EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            stem.Append(rune);
        }
        return stem.ToString().TrimEnd('.', ' ') + extension;
    }

    /// <summary>Names that are devices on Windows whatever their extension.</summary>
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd().ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || stem.Length == 4 && stem[3] is >= '1' and <= '9' && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal));
    }
}
