using Kali.Web.Tests.Emulators.Sql;
using Kali.Web.Tests.Emulators.Warehouse;

namespace Kali.Web.Tests.Emulators.Http;

/// <summary>A statement from its submission on; the first end it comes to is the one it keeps.</summary>
internal sealed class RunningStatement(string id, string disposition, string sql, string user)
{
    private readonly Lock _gate = new();

    public string Id => id;

    public string Sql => sql;

    /// <summary>The values of its marks.</summary>
    public IReadOnlyDictionary<string, SqlParameter> Parameters { get; init; } = new Dictionary<string, SqlParameter>();

    public string User => user;

    public string Disposition => disposition;

    public CancellationTokenSource Cancel { get; } = new();

    /// <summary>Whether the warehouse has not taken it up yet.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>When its work came to an end.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether its result has been given back.</summary>
    public bool IsClosed { get; set; }

    public Task Work { get; set; } = Task.CompletedTask;

    public string State { get; private set; } = "RUNNING";

    public StatementResult? Result { get; private set; }

    public string? ErrorCode { get; private set; }

    public string? Message { get; private set; }

    public string? SqlState { get; private set; }

    public void Succeed(StatementResult result)
    {
        lock (_gate)
        {
            if (State == "RUNNING")
                (State, Result) = ("SUCCEEDED", result);
        }
    }

    public void Fail(string code, string message, string? sqlState)
    {
        lock (_gate)
        {
            if (State == "RUNNING")
                (State, ErrorCode, Message, SqlState) = ("FAILED", code, message, sqlState);
        }
    }

    public void End(string state)
    {
        lock (_gate)
        {
            if (State == "RUNNING")
                State = state;
        }
    }
}
