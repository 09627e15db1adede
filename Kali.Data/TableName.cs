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

    public Layer Layer => Schema switch
    {
        "raw_layer" => Layer.Raw,
        "silver_layer" when Name.EndsWith(QuarantineSuffix, StringComparison.Ordinal) => Layer.Quarantine,
        "silver_layer" when Name.EndsWith(FindingsSuffix, StringComparison.Ordinal) => Layer.Findings,
        "silver_layer" when Name.EndsWith(RepairsSuffix, StringComparison.Ordinal) => Layer.Repairs,
        "silver_layer" => Layer.Silver,
        "gold_layer" => Layer.Gold,
        _ => Layer.Metadata,
    };

    /// <summary>A name without the endings by which tables beside silver are told from it; no dataset is called so.</summary>
    internal static string OfDataset(string name) =>
        name.EndsWith(QuarantineSuffix, StringComparison.Ordinal) ? name[..^QuarantineSuffix.Length]
        : name.EndsWith(FindingsSuffix, StringComparison.Ordinal) ? name[..^FindingsSuffix.Length]
        : name.EndsWith(RepairsSuffix, StringComparison.Ordinal) ? name[..^RepairsSuffix.Length]
        : name;

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
