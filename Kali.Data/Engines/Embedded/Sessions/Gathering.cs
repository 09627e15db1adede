using System.Globalization;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>
/// Queries whose rows are gathered in a temporary table before the first is given. The branches of a union that is streamed can all wait for its reader
/// while DuckDB waits for all but one of them to end before it lets the reader begin, and the statement stands still for ever
/// (https://github.com/duckdb/duckdb/issues/22215). A table is counted as memory and spills.
/// </summary>
internal static class Gathering
{
    private const string Table = "temp.gathered";

    /// <summary>Whether the query could stand still; also true of some that could not, which costs them the table.</summary>
    public static bool IsNeededFor(SqlStatement query) => query.Text.Contains("UNION", StringComparison.OrdinalIgnoreCase);

    /// <summary>Computes the rows and starts to give them, in their order; of columns of one name the second gets a number.</summary>
    /// <param name="session">Where the table lives until the session ends.</param>
    /// <param name="query">The query.</param>
    /// <param name="most">How many rows are enough.</param>
    public static DuckRows Start(DuckSession session, SqlStatement query, long most)
    {
        var text = most == long.MaxValue ? query.Text : string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM ({query.Text}\n) LIMIT {most}");
        session.Run(query with { Text = $"CREATE OR REPLACE TEMP TABLE {Table} AS {text}" });
        return session.Start(new SqlStatement($"FROM {Table}", []), isStreamed: true);
    }
}
