using Kali.Data;

namespace Kali.Web.Data.History;

/// <summary>Addresses of the history and files of a dataset.</summary>
public static class VersionAddress
{
    public static string History(DatasetName dataset, Layer layer, long? from = null, long? to = null, string? rows = null, string? column = null) =>
        $"data/{dataset.Catalog}/{dataset.Name}/history?layer={Word(layer)}{Part("from", from)}{Part("to", to)}{Part("rows", rows)}{Part("column", column)}";

    public static string Files(DatasetName dataset, Layer layer, long? version = null) =>
        $"data/{dataset.Catalog}/{dataset.Name}/files?layer={Word(layer)}{Part("version", version)}";

    public static string Word(Layer layer) => layer.ToString().ToLowerInvariant();

    private static string Part(string name, long? value) => value is { } number ? FormattableString.Invariant($"&{name}={number}") : "";

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
