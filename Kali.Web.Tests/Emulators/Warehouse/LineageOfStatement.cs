using Kali.Web.Tests.Emulators.Sql;

namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>Notes what a statement reads while it is understood, and where it wrote it once it is done.</summary>
internal sealed class LineageOfStatement(ISqlPlaces places) : ISqlPlaces
{
    private readonly HashSet<(string Name, bool IsFile)> _read = [];

    public string Table(IReadOnlyList<string> name, long? version)
    {
        _read.Add((NameOf(name), false));
        return places.Table(name, version);
    }

    public string File(string path)
    {
        _read.Add((path, true));
        return places.File(path);
    }

    public long LengthOf(string path) => places.LengthOf(path);

    public string Function(IReadOnlyList<string> name) => places.Function(name);

    public void Keep(SqlCommand command, EmulatedMetastore metastore)
    {
        if (Target(command) is not { } table)
            return;
        lock (metastore.Gate)
            metastore.Lineage.UnionWith(_read.Select(read => (read.Name, NameOf(table), read.IsFile)).Where(step => step.Item1 != step.Item2));
    }

    private static IReadOnlyList<string>? Target(SqlCommand command) => command switch
    {
        SqlCommand.Create { Rows: not null } create => create.Table,
        SqlCommand.Insert insert => insert.Table,
        SqlCommand.Merge merge => merge.Table,
        SqlCommand.Update update => update.Table,
        _ => null,
    };

    private static string NameOf(IEnumerable<string> name) => string.Join('.', name).ToLowerInvariant();
}
