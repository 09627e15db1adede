namespace Kali.Web.Tests.Children;

/// <summary>Processes that tests start beside themselves: writers that race, workers that are killed.</summary>
public static class ChildList
{
    private static readonly SortedDictionary<string, Func<string[], Task<int>>> ByName = new(StringComparer.Ordinal)
    {
        ["chaos"] = ChaosChild.RunAsync,
        ["upload-server"] = UploadServerChild.RunAsync,
        ["delta-writer"] = DeltaWriter.RunAsync,
        ["pipeline"] = PipelineChild.RunAsync,
        ["put-race"] = PutRace.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var name, .. var rest] && ByName.TryGetValue(name, out var run))
            return await run(rest);
        await Console.Error.WriteLineAsync($"Children: {string.Join(", ", ByName.Keys)}");
        return 2;
    }
}
