using System.Text.Json.Nodes;

namespace Kali.Data.Engines;

/// <summary>Takes apart the SQL that people write. They write one language whatever engine is in force; the engine gets the tree in its own.</summary>
public interface ISelectParser
{
    /// <summary>The statements as DuckDB's parser understands them (the tree of <c>json_serialize_sql</c>), or the fault it found, with its place.</summary>
    Task<ParsedSql> ParseAsync(string sql, CancellationToken ct);
}

/// <summary>What the parser made of a text: a tree, or a fault at a place in it.</summary>
public abstract record ParsedSql
{
    private ParsedSql() { }

    /// <param name="Document">The whole document, with <c>statements</c>.</param>
    public sealed record Tree(JsonObject Document) : ParsedSql;

    /// <summary>Parsed, and not a SELECT.</summary>
    public sealed record NotASelect : ParsedSql;

    /// <param name="Message">The parser's words.</param>
    /// <param name="Position">Where, in UTF-8 bytes from the beginning; null when it does not say.</param>
    public sealed record Fault(string Message, int? Position) : ParsedSql;
}
