using DuckDB.NET.Data;
using Kali.Data.Engines.Embedded.TextRows;
using Kali.Data.Engines.Legacy;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>
/// The DuckDB instance in memory that all operations share, so that its memory limit holds for all of them together.
/// A keeper connection keeps it alive; each operation has a short-lived connection of its own, where its temporary views live.
/// </summary>
internal sealed class DuckInstance(DuckSettings settings, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private DuckDBConnection? _keeper;

    public DuckSession Open(CancellationToken ct)
    {
        DuckDBConnection connection;
        DuckDBConnection keeper;
        lock (_gate)
        {
            keeper = _keeper ??= Start();
            connection = keeper.Duplicate();
        }
        connection.Open();
        return new DuckSession(connection, time, () => GiveUp(keeper), ct);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _keeper?.Dispose();
            _keeper = null;
        }
    }

    private DuckDBConnection Start()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var session = new DuckSession(connection.Duplicate().Opened(), time, () => { }, CancellationToken.None);
        settings.ApplyTo(session);
        TextRowsFunction.Register(session.Native);
        connection.RegisterScalarFunction<string?, string?>(LegacyCleaning.FunctionName, LegacyCleaning.Clean);
        return connection;
    }

    private void GiveUp(DuckDBConnection keeper)
    {
        lock (_gate)
        {
            if (_keeper == keeper)
                _keeper = null;
        }
    }
}

internal static class DuckConnections
{
    public static DuckDBConnection Opened(this DuckDBConnection connection)
    {
        connection.Open();
        return connection;
    }
}
