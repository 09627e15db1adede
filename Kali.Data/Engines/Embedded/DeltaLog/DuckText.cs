namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>
/// The one place where names, texts and paths become part of a DuckDB statement of this folder. They stand in FROM clauses and view bodies,
/// where DuckDB takes no parameters.
/// </summary>
internal static class DuckText
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Literal(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? string.Join(" || chr(0) || ", text.Split('\0').Select(Plain))
            : Plain(text);

    /// <summary>A file, and no pattern: what DuckDB would take for a wildcard stands for itself.</summary>
    public static string Path(string path)
    {
        if (path.AsSpan().IndexOfAny("*?[") < 0)
            return Plain(path);
        return Plain(path.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal));
    }

    public static string Paths(IEnumerable<string> paths) => $"[{string.Join(", ", paths.Select(Path))}]";

    private static string Plain(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
