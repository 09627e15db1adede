namespace Kali.Web.Commands;

/// <summary>A lake of its own on this machine, with the engine in process, that goes away with whoever looked at something on it.</summary>
internal sealed class ThrownAwayLake : IAsyncDisposable
{
    private readonly string _folder;
    private readonly VerbCall _call;

    private ThrownAwayLake(string folder, VerbCall call) => (_folder, _call) = (folder, call);

    /// <param name="call">The call that looks.</param>
    /// <param name="change">What is otherwise among the lake's services.</param>
    public static ThrownAwayLake Of(VerbCall call, Action<IServiceCollection>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("kali-bench-").FullName;
        return new ThrownAwayLake(folder, call.On(folder, change));
    }

    public Task<T> ServiceAsync<T>(CancellationToken ct) where T : notnull => _call.ServiceAsync<T>(ct);

    public async ValueTask DisposeAsync()
    {
        await _call.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
