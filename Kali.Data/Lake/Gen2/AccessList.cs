namespace Kali.Data.Lake.Gen2;

/// <summary>Who may do what with a file or folder, as the service writes it: <c>user::rwx,group:ID:r-x,default:group:ID:r-x</c>. Only ever grows.</summary>
internal sealed class AccessList
{
    private const string Default = "default:";
    private static readonly string[] Base = ["user:", "group:", "other:"];

    private readonly SortedDictionary<string, string> _entries;

    private AccessList(SortedDictionary<string, string> entries) => _entries = entries;

    public static AccessList Parse(string text)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            entries[entry[..entry.LastIndexOf(':')]] = entry[(entry.LastIndexOf(':') + 1)..];
        return new AccessList(entries);
    }

    /// <summary>Whether the group has these rights, and on a folder also on what will be made in it.</summary>
    public bool Gives(string group, string rights, bool isHandedDown) => Has("", group, rights) && (!isHandedDown || Has(Default, group, rights));

    public AccessList With(string group, string rights) => Added("", group, rights);

    /// <summary>The same for what will be made in the folder.</summary>
    public AccessList HandedDown(string group, string rights) => Added(Default, group, rights);

    public override string ToString() => string.Join(',', _entries.Select(entry => $"{entry.Key}:{entry.Value}"));

    private bool Has(string scope, string group, string rights) => new[] { $"{scope}group:{group}", $"{scope}mask:" }
        .All(who => _entries.TryGetValue(who, out var held) ? Both(held, rights) == held : who.EndsWith("mask:", StringComparison.Ordinal));

    private AccessList Added(string scope, string group, string rights)
    {
        var entries = new SortedDictionary<string, string>(_entries, StringComparer.Ordinal);
        // What is handed down has an owner, a group and the others, too; they begin as the folder's own.
        foreach (var who in Base)
            entries.TryAdd(scope + who, _entries.GetValueOrDefault(who, "---"));
        var named = $"{scope}group:{group}";
        entries[named] = Both(entries.GetValueOrDefault(named, "---"), rights);
        // The mask is the most that any named entry gives; the service reckons one where there is none.
        if (entries.TryGetValue($"{scope}mask:", out var most))
            entries[$"{scope}mask:"] = Both(most, rights);
        return new AccessList(entries);
    }

    private static string Both(string one, string other) => string.Concat(one.Zip(other, (a, b) => a == '-' ? b : a));
}
