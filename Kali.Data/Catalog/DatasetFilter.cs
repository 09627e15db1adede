namespace Kali.Data.Catalog;

/// <summary>Which datasets to list; what is null does not narrow.</summary>
/// <param name="Gate">The gate of the last run.</param>
/// <param name="Tag">A tag it has.</param>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="Deleted">Whether to list deleted ones instead, for those who may bring them back.</param>
public sealed record DatasetFilter(GateState? Gate = null, string? Tag = null, string? OwnerId = null, bool Deleted = false)
{
    public static DatasetFilter All { get; } = new();
}
