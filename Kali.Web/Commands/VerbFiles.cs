using Kali.Data;
using Kali.Data.Ingest;

namespace Kali.Web.Commands;

/// <summary>Files named on the command line; names are relative to where the command was called.</summary>
internal static class VerbFiles
{
    public static FileSource Source(string name) =>
        Directory.Exists(name) ? throw new RefusedException($"{name} is a folder. Name the files in it.") : FileSource.At(Path.GetFullPath(name), name);

    /// <summary>The part a file is taken for where none is chosen: the first that is not hidden.</summary>
    public static Part First(FileOutcome.Readable readable, string? sheet = null)
    {
        if (sheet is null)
            return readable.Parts.FirstOrDefault(part => !part.IsHidden) ?? readable.Parts[0];
        return readable.Parts.FirstOrDefault(part => string.Equals(part.Sheet, sheet, StringComparison.OrdinalIgnoreCase))
            ?? throw new NotFoundException($"There is no sheet called “{sheet}”. There are: {string.Join(", ", readable.Parts.Select(part => part.Sheet).OfType<string>())}.");
    }

    /// <summary>What a file holds, or the reason it cannot be read.</summary>
    public static FileOutcome.Readable Readable(FileReading reading, FileSource source, ReadingChoices choices, CancellationToken ct) =>
        reading.Look(source, choices, ct) switch
        {
            FileOutcome.Readable readable => readable,
            FileOutcome.Refused refused => throw refused.Refusal.ToException(),
            FileOutcome.PasswordNeeded needed => throw new RefusedException($"{needed.File} needs a password. Save it without one, or load it in the browser."),
            _ => throw new RefusedException($"{source.Name} is not whole yet."),
        };

    /// <summary>Does something for each file; a file it cannot be done for costs only itself, and the answer is no.</summary>
    public static async Task<int> EachAsync(VerbCall call, string[] files, Func<string, Task> work)
    {
        var exit = ExitCode.Well;
        foreach (var file in files)
        {
            try
            {
                await work(file);
            }
            catch (KaliException e)
            {
                await call.MessageAsync($"{file}: {e.Message}");
                exit = files.Length > 1 ? ExitCode.No : ExitCode.CouldNotRun;
            }
        }
        return exit;
    }
}
