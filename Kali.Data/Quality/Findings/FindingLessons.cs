using Kali.Data.Catalog;

namespace Kali.Data.Quality;

/// <summary>
/// Dismissing and accepting findings, for all later loads of the dataset. What was dismissed is neither shown as open nor holds a row back again,
/// until somebody takes that back; a detector that is dismissed often loses its say in the dataset.
/// </summary>
public sealed class FindingLessons(DatasetSettings settings, TimeProvider time)
{
    private const string Setting = "findings";

    public async Task<Lessons> OfAsync(DatasetName dataset, Actor actor, CancellationToken ct) =>
        await settings.GetAsync<Lessons>(dataset, Setting, actor, ct, RuleJson.Options) ?? Lessons.None;

    public Task DismissAsync(DatasetName dataset, DetectorKind detector, string column, string? reason, Actor actor, CancellationToken ct) =>
        TeachAsync(dataset, detector, column, isDismissed: true, reason, actor, ct);

    /// <summary>A repair of the group was accepted, or somebody said that it is wrong indeed.</summary>
    public Task AcceptAsync(DatasetName dataset, DetectorKind detector, string column, Actor actor, CancellationToken ct) =>
        TeachAsync(dataset, detector, column, isDismissed: false, null, actor, ct);

    /// <summary>Forgets what was last said of the group.</summary>
    public async Task TakeBackAsync(DatasetName dataset, DetectorKind detector, string column, Actor actor, CancellationToken ct)
    {
        var lessons = await OfAsync(dataset, actor, ct);
        if (lessons.Newest(detector, column) is { } newest)
            await settings.SetAsync(dataset, Setting, lessons with { Taught = lessons.Taught.Remove(newest) }, actor, ct, RuleJson.Options);
    }

    /// <summary>Whether confirmed findings hold rows back in this dataset, from the next load on.</summary>
    public async Task HoldRowsBackAsync(DatasetName dataset, bool isWanted, Actor actor, CancellationToken ct) =>
        await settings.SetAsync(dataset, Setting, await OfAsync(dataset, actor, ct) with { HoldsRowsBack = isWanted }, actor, ct, RuleJson.Options);

    private async Task TeachAsync(DatasetName dataset, DetectorKind detector, string column, bool isDismissed, string? reason, Actor actor, CancellationToken ct)
    {
        var lessons = await OfAsync(dataset, actor, ct);
        var lesson = new FindingLesson(detector, column, isDismissed, time.GetUtcNow(), actor.UserId, actor.DisplayName, reason);
        await settings.SetAsync(dataset, Setting, lessons with { Taught = lessons.Taught.Add(lesson) }, actor, ct, RuleJson.Options);
    }
}
