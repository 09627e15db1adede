namespace Kali.Web.Tests.Emulators.Warehouse;

/// <summary>What a statement gave: columns with Databricks' types, and cells as the API encodes them.</summary>
public sealed record StatementResult(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string?[]> Rows)
{
    /// <summary>Whether there were more rows.</summary>
    public bool IsCut { get; private init; }

    public StatementResult Cut(long? rows) => rows is { } most && Rows.Count > most ? this with { Rows = [.. Rows.Take((int)most)], IsCut = true } : this;

    /// <summary>Of a statement that gives nothing.</summary>
    public static StatementResult Nothing { get; } = new([], []);

    public static StatementResult Counts(params (string Name, long Value)[] counts) => new(
        [.. counts.Select(count => (count.Name, "BIGINT"))],
        [[.. counts.Select(count => count.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))]]);
}
