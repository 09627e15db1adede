using System.Text;
using System.Text.Json;
using Kali.Web.Commands;

namespace Kali.Web.Tests.Commands;

/// <summary>A terminal with a lake and a folder of files of its own.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Lake => _folder.At("lake");

    /// <summary>What is set besides.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Writes a file and says where it is.</summary>
    public string File(string name, string content)
    {
        var path = _folder.At(name);
        System.IO.File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    public async Task<Answer> RunAsync(params string[] args)
    {
        await using var answers = new StringWriter();
        await using var messages = new StringWriter();
        var exit = await KaliCommandLine.RunAsync([.. args, "--lake", Lake], new VerbOutput(answers, TextWriter.Synchronized(messages)) { Settings = Settings });
        return new Answer(exit, answers.ToString(), messages.ToString());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}

/// <summary>What a verb gave back.</summary>
internal sealed record Answer(int Exit, string Output, string Messages)
{
    /// <summary>Standard output as JSON lines; fails when anything else stands there.</summary>
    public IReadOnlyList<JsonElement> Json => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public override string ToString() => $"exit {Exit}{Environment.NewLine}{Output}{Environment.NewLine}{Messages}";
}
