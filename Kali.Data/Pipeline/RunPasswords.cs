using Kali.Data.Ingest;
using Kali.Data.Lake;
using Kali.Data.Store;
using Kali.Data.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>
/// Takes the password of a protected file once more, for a run that stopped because the process which was given it is gone: passwords are never
/// written anywhere, so a restart forgets them.
/// </summary>
public sealed class RunPasswords(Runs runs, ReceivedFiles files, ILakeFiles lake, FileReading reading, FilePasswords passwords, IDbContextFactory<KaliStore> stores)
{
    /// <summary>Opens the file with it and lets the run go on; a password that does not open it changes nothing.</summary>
    public async Task GiveAsync(RunId id, string password, Actor actor, CancellationToken ct)
    {
        PartToLoad part;
        await using (var store = await stores.CreateDbContextAsync(ct))
        {
            var run = await RunReading.FindAsync(store, id, actor, ct);
            RunReading.RefuseUnlessMayGoOn(run, actor);
            part = PipelineJson.Read<RunRequest>(run.Request).Part;
        }
        var source = FileSource.In(lake, await files.FindAsync(new LakePath(part.ReceivedAs), ct), part.FileName);
        var choices = ReadingChoices.None with { Entry = part.Part.Entry, Sheet = part.Part.Sheet, Password = password };
        if (await Task.Run(() => reading.Look(source, choices, ct), ct) is FileOutcome.PasswordNeeded || !UploadId.TryParse(part.UploadId, out var upload))
            throw new RefusedException($"This password does not open {part.FileName}. The file is kept. Try another.");
        passwords.Keep(upload, password);
        await runs.GoOnAsync(id, actor, ct);
    }
}
