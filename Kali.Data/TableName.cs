using System.Diagnostics.CodeAnalysis;

namespace Kali.Data;

/// <summary>
/// A three-level name: catalog, schema, table, as Unity Catalog has it.
/// Each part is a safe identifier (<see cref="SafeName"/>); foreign text becomes one only through <see cref="TryParse"/>.
/// </summary>
public readonly record struct TableName(string Catalog, string Schema, string Name)
{
    public const string QuarantineSuffix = "__quarantine";
    public const string FindingsSuffix = "__findings";
    public const string RepairsSuffix = "__repairs";
    public const string DqxQuarantineSuffix = "__dqx_quarantine";

    private static readonly (string Suffix, Layer Layer)[] BesideSilver =
    [
        (QuarantineSuffix, Layer.Quarantine), (FindingsSuffix, Layer.Findings), (RepairsSuffix, Layer.Repairs), (DqxQuarantineSuffix, Layer.DqxQuarantine),
    ];

    public Layer Layer => Schema switch
    {
        "raw_layer" => Layer.Raw,
        "silver_layer" => Beside(Name)?.Layer ?? Layer.Silver,
        "gold_layer" => Layer.Gold,
        _ => Layer.Metadata,
    };

    /// <summary>A name without the endings by which tables beside silver are told from it; no dataset is called so.</summary>
    internal static string OfDataset(string name) => Beside(name) is (var suffix, _) ? name[..^suffix.Length] : name;

    private static (string Suffix, Layer Layer)? Beside(string name)
    {
        foreach (var beside in BesideSilver)
        {
            if (name.EndsWith(beside.Suffix, StringComparison.Ordinal))
                return beside;
        }
        return null;
    }

    public override string ToString() => $"{Catalog}.{Schema}.{Name}";

    public static TableName Parse(string text) =>
        TryParse(text, out var name)
            ? name
            : throw new RefusedException($"“{text}” is not a table name. A table is named catalog.schema.table, for example kali_dev.gold_layer.orders.");

    public static bool TryParse([NotNullWhen(true)] string? text, out TableName name)
    {
        name = default;
        var parts = text?.Split('.');
        if (parts is not { Length: 3 } || !parts.All(SafeName.IsSafe))
            return false;
        name = new TableName(parts[0], parts[1], parts[2]);
        return true;
    }
}
