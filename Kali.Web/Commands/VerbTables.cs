using Kali.Data;
using Kali.Data.Engines;

namespace Kali.Web.Commands;

/// <summary>Tables named on the command line: a three-level name, or the folder of any Delta table.</summary>
internal static class VerbTables
{
    public static TableRef Of(string text)
    {
        if (Directory.Exists(Path.Combine(text, "_delta_log")))
            return new TableRef.Folder(Path.GetFullPath(text));
        if (TableName.TryParse(text, out var name))
            return name;
        throw new NotFoundException($"{text} is neither a table (catalog.schema.table) nor the folder of a Delta table.");
    }

    /// <summary>The table with its columns, at one version.</summary>
    public static async Task<(TableRef Table, TableDescription Description)> DescribedAsync(VerbCall call, string text, Actor actor, CancellationToken ct)
    {
        var table = Of(text);
        var description = await (await call.ServiceAsync<ILakehouse>(ct)).DescribeAsync(table, actor, ct)
            ?? throw new NotFoundException($"There is no table {table.Shown} in this lake.");
        TableRef read = table switch
        {
            TableRef.Named named => named with { AtVersion = description.Version },
            TableRef.Folder folder => folder with { AtVersion = description.Version },
            _ => table,
        };
        return (read, description);
    }

    public static TableName Named(string text) => Of(text) switch
    {
        TableRef.Named named => named.Name,
        _ => throw new RefusedException($"{text} is a folder. Only tables of the lake can be changed: name it catalog.schema.table."),
    };

    /// <summary>Whether the text means a table rather than a file.</summary>
    public static bool IsTable(string text) => Directory.Exists(Path.Combine(text, "_delta_log")) || (!File.Exists(text) && TableName.TryParse(text, out _));
}
