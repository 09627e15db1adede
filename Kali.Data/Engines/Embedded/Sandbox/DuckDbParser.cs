using System.Text.Json;
using System.Text.Json.Nodes;
using Kali.Data.Engines.Embedded.Sessions;

namespace Kali.Data.Engines.Embedded.Sandbox;

/// <summary>DuckDB's own parser. Nothing is run.</summary>
internal sealed class DuckDbParser(DuckInstance duck, DuckThreads threads) : ISelectParser
{
    public Task<ParsedSql> ParseAsync(string sql, CancellationToken ct) => threads.RunAsync(
        () =>
        {
            if (sql.Contains('\0', StringComparison.Ordinal))
                return new ParsedSql.Fault("A statement cannot hold a zero character.", null);
            using var session = duck.Open(ct);
            var text = (string)session.Run(new SqlStatement("SELECT CAST(json_serialize_sql(CAST($1 AS VARCHAR)) AS VARCHAR)", [sql]))[0][0]!;
            return Read(JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!.AsObject());
        },
        ct);

    private static ParsedSql Read(JsonObject document)
    {
        if (document["error"]?.GetValue<bool>() != true)
            return new ParsedSql.Tree(document);
        var message = document["error_message"]?.GetValue<string>() ?? "";
        if (document["error_type"]?.GetValue<string>() is "not implemented")
            return new ParsedSql.NotASelect();
        return new ParsedSql.Fault(message, int.TryParse(document["position"]?.ToString(), out var position) ? position : null);
    }
}
