using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>
/// Paths as the log writes them: URIs, escaped, relative to the table's folder or absolute. A partition's folder name is escaped once
/// as Hive does it, and that name is then escaped again as part of the URI.
/// </summary>
internal static class DeltaPath
{
    public const string NullPartition = "__HIVE_DEFAULT_PARTITION__";
    private const int LongestFolderInBytes = 180;
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\"#%'*/:=?\\{[]^<>|");
    private static readonly SearchValues<char> InSchemes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>The URI of a file below the table's folder, given as it lies on disk with <c>/</c> between the parts.</summary>
    public static string Encode(string relative) =>
        string.Join('/', relative.Split('/').Select(part => string.Join('=', part.Split('=').Select(Uri.EscapeDataString))));

    /// <summary>What identifies the file whatever way it is written: relative to the table's folder where it lies in it, else absolute.</summary>
    public static string Key(string folder, string path)
    {
        var place = Place(path);
        var above = folder.Replace('\\', '/').TrimEnd('/') + "/";
        return place.StartsWith(above, StringComparison.Ordinal) ? place[above.Length..] : place;
    }

    /// <summary>Where the file lies on disk.</summary>
    /// <exception cref="RefusedException">The file lies in another storage.</exception>
    public static string OnDisk(string folder, string path)
    {
        var place = Place(path);
        if (SchemeOf(place) is { } scheme)
            throw new RefusedException($"The table in “{folder}” has a file in a storage that this engine cannot open ({scheme}). Copy the table whole to a local folder.");
        return Path.GetFullPath(Path.Combine(folder, place));
    }

    /// <summary>
    /// The folder for a partition, relative to the table: <c>column=value/…</c>. Only a convention, the log has the values;
    /// so a name too long for a file system is cut and told apart by a hash.
    /// </summary>
    public static string PartitionFolder(IEnumerable<KeyValuePair<string, string?>> values) =>
        string.Join('/', values.Select(value => Cut($"{HiveEscape(value.Key)}={(string.IsNullOrEmpty(value.Value) ? NullPartition : HiveEscape(value.Value))}")));

    private static string HiveEscape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c < ' ' || c == '\u007f' || NotInNames.Contains(c))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else
                escaped.Append(c);
        }
        // Windows drops dots and spaces at a name's end.
        if (escaped.Length > 0 && escaped[^1] is '.' or ' ')
        {
            var last = (int)escaped[^1];
            escaped.Length--;
            escaped.Append(CultureInfo.InvariantCulture, $"%{last:X2}");
        }
        return escaped.ToString();
    }

    private static string Cut(string folder)
    {
        if (Encoding.UTF8.GetByteCount(folder) <= LongestFolderInBytes)
            return folder;
        var hash = Convert.ToHexStringLower(XxHash64.Hash(Encoding.UTF8.GetBytes(folder)));
        var kept = new StringBuilder();
        var room = LongestFolderInBytes - hash.Length - 1;
        foreach (var rune in folder.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            kept.Append(rune);
        }
        return $"{kept}~{hash}";
    }

    private static string Place(string path)
    {
        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            var rest = path["file:".Length..];
            // file:/a, file:///a and file://host/a; the host of a file URI is this machine.
            if (rest.StartsWith("//", StringComparison.Ordinal))
                rest = rest.IndexOf('/', 2) is var slash and > 0 ? rest[slash..] : "/";
            var decoded = Uri.UnescapeDataString(rest);
            return OperatingSystem.IsWindows() && decoded is ['/', _, ':', ..] ? decoded[1..] : decoded;
        }
        return SchemeOf(path) is null ? Uri.UnescapeDataString(path) : path;
    }

    private static string? SchemeOf(string path)
    {
        var end = path.IndexOf("://", StringComparison.Ordinal);
        return end > 1 && path.AsSpan(0, end).IndexOfAnyExcept(InSchemes) < 0 ? path[..end] : null;
    }
}
