using Kali.Data.Catalog;

namespace Kali.Data.Pipeline;

/// <summary>Which datasets have their results as tables of DQX: as the configuration says, unless the dataset's people have chosen.</summary>
public sealed class DqxSettings(DatasetSettings settings, PipelineOptions options)
{
    private const string Name = "dqx_tables";

    public async Task<bool> AreWrittenAsync(DatasetName dataset, Actor actor, CancellationToken ct) =>
        (await settings.GetAsync<Choice>(dataset, Name, actor, ct))?.AreWritten ?? options.WritesDqxTables;

    /// <summary>Holds from the next run on; what was written stays.</summary>
    public Task ChooseAsync(DatasetName dataset, bool areWritten, Actor actor, CancellationToken ct) => settings.SetAsync(dataset, Name, new Choice(areWritten), actor, ct);

    private sealed record Choice(bool AreWritten);
}
