using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Kali.Web.Tests.Emulators.Storage;

/// <summary>Who may do what with the paths of a container.</summary>
internal sealed partial class AccessLists
{
    public const string Owner = "$superuser";

    private readonly ConcurrentDictionary<string, string> _lists = new(StringComparer.Ordinal);

    public string Of(StoredPath path) => _lists.TryGetValue(path.Name, out var list) ? list : path.IsFolder ? "user::rwx,group::r-x,other::---" : "user::rw-,group::r--,other::---";

    public void Set(StoredPath path, string list)
    {
        var entries = Entries(list, path.IsFolder, withRights: true);
        foreach (var needed in new[] { "user:", "group:", "other:" })
        {
            if (!entries.ContainsKey(needed))
                throw new StorageRefusal(400, "InvalidInput", $"The access list has no entry {needed}:.");
        }
        _lists[path.Name] = Text(entries);
    }

    public void Modify(StoredPath path, string list)
    {
        var entries = Entries(Of(path), path.IsFolder, withRights: true);
        // A file takes no default entries; a recursive change passes over them there.
        foreach (var (who, rights) in Entries(list, isFolder: true, withRights: true).Where(entry => path.IsFolder || !entry.Key.StartsWith("default:", StringComparison.Ordinal)))
            entries[who] = rights;
        _lists[path.Name] = Text(entries);
    }

    public void Remove(StoredPath path, string list)
    {
        var entries = Entries(Of(path), path.IsFolder, withRights: true);
        foreach (var who in Entries(list, isFolder: true, withRights: false).Keys)
            entries.Remove(who);
        _lists[path.Name] = Text(entries);
    }

    /// <summary>The short form: <c>rwxr-x---</c>, with a plus where single users or groups are named.</summary>
    public string ShortOf(StoredPath path)
    {
        var entries = Entries(Of(path), path.IsFolder, withRights: true);
        var named = entries.Keys.Any(who => !who.StartsWith("default:", StringComparison.Ordinal) && who.Split(':')[1].Length > 0);
        return entries["user:"] + entries.GetValueOrDefault("mask:", entries["group:"]) + entries["other:"] + (named ? "+" : "");
    }

    public void Move(string from, string to)
    {
        if (_lists.TryRemove(from, out var list))
            _lists[to] = list;
    }

    public void Forget(string path) => _lists.TryRemove(path, out _);

    private static string Text(SortedDictionary<string, string> entries) => string.Join(',', entries.Select(entry => $"{entry.Key}:{entry.Value}"));

    private static SortedDictionary<string, string> Entries(string list, bool isFolder, bool withRights)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in list.Split(','))
        {
            var match = Entry().Match(entry);
            if (!match.Success || withRights != match.Groups["rights"].Success)
                throw new StorageRefusal(400, "InvalidInput", $"'{entry}' is not an entry of an access list.");
            if (match.Groups["default"].Success && !isFolder)
                throw new StorageRefusal(400, "InvalidInput", "Default entries are for directories.");
            if (!entries.TryAdd(match.Groups["who"].Value, match.Groups["rights"].Value))
                throw new StorageRefusal(400, "InvalidInput", $"'{match.Groups["who"].Value}' is there twice.");
        }
        return entries;
    }

    [GeneratedRegex("^(?<who>(?<default>default:)?(user|group|mask|other):[^:,]*)(:(?<rights>[r-][w-][x-]))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
