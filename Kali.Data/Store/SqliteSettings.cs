using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kali.Data.Store;

/// <summary>
/// A write-ahead log, so that readers never wait for a writer; a patient wait for other writers, because web and command line share the file;
/// and a flush at every commit, because the journal is what a killed run goes on from.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
