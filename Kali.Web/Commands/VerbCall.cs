using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kali.Data;
using Kali.Data.Lake;
using Kali.Data.Pipeline;

namespace Kali.Web.Commands;

/// <summary>
/// One call of a verb: what was given, who acts, where answers go, and Kali's services, built when they are first asked for.
/// Under <c>--json</c> standard output holds the answer and nothing else; messages go to standard error.
/// </summary>
internal sealed class VerbCall(ParseResult parsed, VerbOutput output, bool isJson, string? lake, string? actAs) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions JsonShape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly SemaphoreSlim _building = new(1, 1);
    private WebApplication? _host;

    public ParseResult Given => parsed;

    public TimeProvider Clock { get; } = TimeProvider.System;

    public bool IsJson => isJson;

    /// <summary>Kali's services, their settings checked and the store made ready.</summary>
    public async Task<IServiceProvider> ServicesAsync(CancellationToken ct)
    {
        await _building.WaitAsync(ct);
        try
        {
            if (_host is null)
            {
                _host = Build();
                await _host.Services.GetRequiredService<KaliStart>().PrepareAsync(ct);
            }
            return _host.Services;
        }
        finally
        {
            _building.Release();
        }
    }

    public async Task<T> ServiceAsync<T>(CancellationToken ct) where T : notnull => (await ServicesAsync(ct)).GetRequiredService<T>();

    /// <summary>The operating system's user with <c>kali_admins</c>, or the role that <c>--as</c> names.</summary>
    public async Task<Actor> ActorAsync(CancellationToken ct)
    {
        var configuration = (await ServicesAsync(ct)).GetRequiredService<IConfiguration>();
        return CommandLineActor.From(actAs, isDirectoryConfigured: !string.IsNullOrEmpty(configuration["AzureAd:ClientId"]));
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output => output.Answers;

    /// <summary>One JSON document, or one line of JSON where a verb has several items.</summary>
    public Task JsonAsync<T>(T value) => output.Answers.WriteLineAsync(JsonSerializer.Serialize(value, JsonShape));

    public Task LineAsync(string line) => output.Answers.WriteLineAsync(line);

    /// <summary>For the person at the terminal, on standard error.</summary>
    public Task MessageAsync(string message) => output.Messages.WriteLineAsync(message);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _building.Dispose();
    }

    /// <summary>The same call on a lake of its own on this machine, for looking at a file without touching the lake of the person.</summary>
    /// <param name="otherLake">Its folder.</param>
    /// <param name="change">What is otherwise among its services.</param>
    public VerbCall On(string otherLake, Action<IServiceCollection>? change = null) => new(parsed, output, isJson, otherLake, null) { IsOnThisMachine = true, Change = change };

    private bool IsOnThisMachine { get; init; }

    private Action<IServiceCollection>? Change { get; init; }

    /// <summary>Whatever is configured for the lake of the person: this one is a folder, the engine is in process, and runs come one after another.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> OnThisMachineAlone =>
    [
        new($"{KaliOptions.Section}:{nameof(KaliOptions.Engine)}", KaliOptions.Embedded),
        new($"{PipelineOptions.Section}:{nameof(PipelineOptions.AtOnce)}", "1"),
        .. LakeOptions.Elsewhere.Select(setting => new KeyValuePair<string, string?>($"{LakeOptions.Section}:{setting}", null)),
    ];

    /// <summary>Whether a person watches standard error, so that bars can move there.</summary>
    public bool IsOnTerminal => !isJson && ReferenceEquals(output, VerbOutput.Console) && !Console.IsErrorRedirected;

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(output.Settings);
        builder.Configuration.AddKaliEnvironment();
        if (lake is not null)
            builder.Configuration.AddInMemoryCollection([new($"{LakeOptions.Section}:{nameof(LakeOptions.Folder)}", lake)]);
        if (IsOnThisMachine)
            builder.Configuration.AddInMemoryCollection(OnThisMachineAlone);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        // What EF Core reports of a race that Kali settles is no message for the person at the terminal.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        builder.Configuration.AddKeyVaultSecrets();
        builder.Services.AddKaliData(builder.Configuration);
        Change?.Invoke(builder.Services);
        return builder.Build();
    }
}
