using System.Collections.Immutable;
using System.Globalization;
using Kali.Data;
using Kali.Data.Ingest;
using Kali.Data.Uploads;

namespace Kali.Web.Commands;

/// <summary>What the caller wants of every file.</summary>
internal sealed record FileWishes(string? Dataset, IngestMode? Mode, ImmutableArray<string> Keys, string? Sheet, bool Again);

/// <summary>A part whose run was started.</summary>
/// <param name="File">The file as named.</param>
/// <param name="Run">The run.</param>
/// <param name="Assumed">Questions that were answered with their default.</param>
internal sealed record StartedPart(string File, RunId Run, ImmutableArray<Question> Assumed);

/// <summary>Brings a file into the lake and starts its parts, as the upload page would, with defaults for what is open.</summary>
internal sealed class FileIntake(VerbCall call, UploadSessions uploads, Intakes intakes, KaliOptions kali, Actor actor, FileWishes wishes)
{
    public async Task<ImmutableArray<StartedPart>> TakeAsync(string file, CancellationToken ct)
    {
        var upload = await BringAsync(file, ct);
        var parts = await intakes.LookAsync(upload, actor, ct);
        if (parts.IsEmpty)
            throw new RefusedException((await uploads.FindAsync(upload.Id, actor, ct))?.Refusal?.Message ?? $"There is no table in {file}.");
        if (parts.Any(part => part.State is IntakeState.NeedsPassword))
            throw new RefusedException($"{file} needs a password. Save it without one, or load it in the browser.");
        var started = ImmutableArray.CreateBuilder<StartedPart>();
        foreach (var part in Wanted(parts, file))
        {
            if (part.State is IntakeState.Same && !wishes.Again)
                await SameAsync(part, file);
            else
                started.Add(await StartAsync(part, file, ct));
        }
        return started.ToImmutable();
    }

    private async Task<Upload> BringAsync(string file, CancellationToken ct)
    {
        var source = VerbFiles.Source(file);
        await using var content = source.Open();
        return await uploads.BringAsync(Path.GetFileName(file), content, actor, ct);
    }

    private IEnumerable<Intake> Wanted(ImmutableArray<Intake> parts, string file)
    {
        if (wishes.Sheet is not { } sheet)
            return parts.Where(part => part.State is not IntakeState.LeftOut);
        var chosen = parts.Where(part => string.Equals(part.Draft.Part?.Sheet, sheet, StringComparison.OrdinalIgnoreCase)).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new NotFoundException($"{file} has no sheet called “{sheet}”. There are: {string.Join(", ", parts.Select(part => part.Draft.Part?.Sheet).OfType<string>())}.");
    }

    private async Task SameAsync(Intake part, string file)
    {
        var when = part.Draft.EqualsFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await call.MessageAsync($"{file} equals the file of {when} byte for byte. Nothing was loaded again; --again loads it.");
        if (call.IsJson)
            await call.JsonAsync(new { file, sheet = part.Draft.Part?.Sheet, dataset = new DatasetName(kali.Catalog, part.Draft.Dataset).ToString(), state = "same", equals_upload = part.Draft.EqualsUpload });
    }

    private async Task<StartedPart> StartAsync(Intake part, string file, CancellationToken ct)
    {
        if (part.State is IntakeState.LeftOut or IntakeState.Same)
            part = await intakes.TakeInAsync(part.Id, actor, ct);
        if (wishes.Dataset is { } dataset)
            part = await intakes.IntoAsync(part.Id, dataset, actor, ct);
        if (wishes.Mode is { } mode)
            part = await intakes.ModeAsync(part.Id, mode, [.. wishes.Keys.Select(key => Column(part, key, file))], actor, ct);
        var assumed = part.Open.Where(question => wishes.Sheet is null || question is not Question.Sheets).ToImmutableArray();
        foreach (var question in assumed)
            await call.MessageAsync($"{file}: {AssumedAnswer.Sentence(question)}");
        part = await intakes.StartAsync(part.Id, actor, ct);
        return new StartedPart(file, part.Run!.Value, assumed);
    }

    /// <summary>A key may be given as the file writes it or by its technical name.</summary>
    private static string Column(Intake part, string key, string file)
    {
        var columns = part.Draft.Proposed;
        var found = columns.FirstOrDefault(column => column.Name == key)
            ?? columns.FirstOrDefault(column => string.Equals(column.Label, key, StringComparison.OrdinalIgnoreCase))
            ?? columns.FirstOrDefault(column => column.Name == SafeName.From(key, ""));
        return found?.Name ?? throw new NotFoundException($"{file} has no column “{key}”. Nothing was loaded. There are: {string.Join(", ", columns.Select(column => column.Label))}.");
    }
}
