using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Kali.Data.Store;

/// <summary>Tells a person what a fault of the store means: what is kept, what to do.</summary>
public static class StoreFault
{
    // Primary result codes of SQLite (sqlite.org/rescode.html).
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Full = 13;
    private const int CannotOpen = 14;

    /// <summary>The exception to throw instead; null when the fault is not the store's.</summary>
    public static KaliException? Of(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException sqlite)
                return new KaliException(Sentence(sqlite), fault);
            if (cause is DbException { IsTransient: true })
                return new KaliException("The store does not answer. What was done before is kept. Try again in a moment; Admin › Health tells when it is back.", fault);
        }
        return null;
    }

    private static string Sentence(SqliteException fault) => fault.SqliteErrorCode switch
    {
        Full => "The disk that holds the store is full. What was done before is kept. Free some space and try again.",
        ReadOnly or CannotOpen => "The store cannot be written: its disk is read-only, or the account Kali runs under has no right to it. What is there is unchanged. Make the lake folder writable, or choose another one.",
        Busy or Locked => "The store is busy with another process. What was done before is kept. Try again in a moment.",
        _ => $"The store could not do that: {fault.Message} What was done before is kept.",
    };
}
