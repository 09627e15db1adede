namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>What a warehouse answers to a statement it cannot run: an error class, its words and its SQLSTATE.</summary>
public sealed class SqlFault(string errorClass, string said, string sqlState) : Exception($"[{errorClass}] {said} SQLSTATE: {sqlState}")
{
    public string SqlState { get; } = sqlState;

    public static SqlFault Syntax(string at, string around = "") => new("PARSE_SYNTAX_ERROR", $"Syntax error at or near {at}.", $"42601{around}");

    public static SqlFault NoTable(string name) => new("TABLE_OR_VIEW_NOT_FOUND", $"The table or view {name} cannot be found. Verify the spelling and correctness of the schema and catalog.", "42P01");

    public static SqlFault NoFunction(string name) => new("UNRESOLVED_ROUTINE", $"Cannot resolve routine `{name}` on search path [`system`.`builtin`, `system`.`session`].", "42883");
}
