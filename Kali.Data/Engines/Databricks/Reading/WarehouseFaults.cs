using System.Text.RegularExpressions;
using Kali.Data.Engines.Databricks.Dialect;
using Kali.Data.Engines.Databricks.Statements;

namespace Kali.Data.Engines.Databricks.Reading;

/// <summary>What the warehouse says when it cannot run a statement, as Kali's own faults.</summary>
internal static partial class WarehouseFaults
{
    public static KaliException Told(StatementFault fault, Sql sql)
    {
        if (fault.IsNoTable)
            return new NotFoundException(NamedTable().Match(fault.Message) is { Success: true } named ? $"There is no table {named.Value.Replace("`", "", StringComparison.Ordinal)}." : Short(fault));
        if (fault.IsNoPlace)
            return new NotFoundException($"There is no such place in Unity Catalog: {Short(fault)}");
        if (fault.IsNotAllowed)
            return new NotAllowedException($"Unity Catalog does not allow this: {Short(fault)}");
        if (fault.Class == "DELTA_VERSION_NOT_FOUND" && Versions().Match(fault.Message) is { Success: true } versions)
            return new NotFoundException($"{TableAt(sql, versions.Groups[1].Value)} has no version {versions.Groups[1].Value}; its newest is {versions.Groups[3].Value}.");
        if (fault.State == "CANCELED")
            return new KaliException("The statement was cancelled in Databricks. Nothing of it is visible. Run it again.", fault);
        return new RefusedException($"Databricks could not run the statement: {Short(fault)}", fault);
    }

    /// <summary>A conflict is left as it is, for those who can begin again.</summary>
    public static KaliException ToldUnlessConflict(StatementFault fault, Sql sql) => fault.IsConflict ? fault : Told(fault, sql);

    /// <summary>Without the error's page number and the statement's text.</summary>
    public static string Short(StatementFault fault)
    {
        var end = fault.Message.IndexOf("\n\n== SQL", StringComparison.Ordinal);
        return (end < 0 ? fault.Message : fault.Message[..end]).Trim();
    }

    private static string TableAt(Sql sql, string version)
    {
        string? shown = null;
        DatabricksDialect.Instance.Print(sql, table =>
        {
            if (table.Version?.ToString(System.Globalization.CultureInfo.InvariantCulture) == version)
                shown ??= table.Shown;
            return "";
        });
        return shown ?? "The table";
    }

    [GeneratedRegex("`[^`]+`\\.`[^`]+`\\.`[^`]+`")]
    private static partial Regex NamedTable();

    [GeneratedRegex(@"version (\d+)[^\[]*\[(\d+), (\d+)\]")]
    private static partial Regex Versions();
}
