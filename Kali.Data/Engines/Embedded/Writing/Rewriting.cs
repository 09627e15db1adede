using System.Collections.Immutable;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Embedded.Writing;

/// <summary>Copy-on-write: only the files that hold a row in question are written anew.</summary>
internal static class Rewriting
{
    private static readonly Dictionary<string, object?> NoneFixed = [];

    /// <summary>New files with the rows of the touched ones for which the condition does not hold.</summary>
    public static async Task<List<AddAction>> KeepAsync(ChangeScope scope, ImmutableArray<(AddAction File, long Matches)> touched, SqlExpression where)
    {
        var partly = touched.Where(file => file.File.RowCount != file.Matches).Select(file => file.File).ToList();
        return partly.Count == 0 ? [] : Write(scope, Sql.Of($"SELECT {scope.Columns} FROM {await scope.RowsOfAsync(partly)} WHERE ({where}) IS NOT TRUE"));
    }

    /// <summary>Rows that have the table's columns already, as new files of it.</summary>
    public static List<AddAction> Write(ChangeScope scope, Sql rows, bool dataChange = true) =>
        scope.Files.Write(rows, scope.Existing.Schema, NoneFixed, dataChange);

    /// <summary>The condition for the history, in DuckDB's words, with marks for its values.</summary>
    public static string Shown(this SqlExpression where) => Tables.BoundTables.Print(where).Text;
}
