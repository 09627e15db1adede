using System.Diagnostics.CodeAnalysis;

namespace Kali.Data;

/// <summary>
/// A dataset: one business table in all its layers. <c>orders</c> in <c>kali_dev</c> is
/// <c>kali_dev.raw_layer.orders</c>, <c>…silver_layer.orders</c>, <c>…silver_layer.orders__quarantine</c>, <c>…silver_layer.orders__repairs</c>
/// and <c>…gold_layer.orders</c>.
/// </summary>
public readonly record struct DatasetName(string Catalog, string Name)
{
    public TableName Raw => new(Catalog, "raw_layer", Name);

    public TableName Silver => new(Catalog, "silver_layer", Name);

    public TableName Quarantine => new(Catalog, "silver_layer", Name + TableName.QuarantineSuffix);

    /// <summary>The cells that detectors find suspicious, load by load.</summary>
    public TableName Findings => new(Catalog, "silver_layer", Name + TableName.FindingsSuffix);

    /// <summary>Cell changes that were approved, over the texts of raw.</summary>
    public TableName Repairs => new(Catalog, "silver_layer", Name + TableName.RepairsSuffix);

    /// <summary>The rows of silver that break a rule, as DQX lays them out; only where a steward wants them.</summary>
    public TableName DqxQuarantine => new(Catalog, "silver_layer", Name + TableName.DqxQuarantineSuffix);

    public TableName Gold => new(Catalog, "gold_layer", Name);

    public TableName In(Layer layer) => layer switch
    {
        Layer.Raw => Raw,
        Layer.Silver => Silver,
        Layer.Quarantine => Quarantine,
        Layer.Repairs => Repairs,
        Layer.Gold => Gold,
        Layer.Findings => Findings,
        Layer.DqxQuarantine => DqxQuarantine,
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "A dataset has no table in that layer."),
    };

    public override string ToString() => $"{Catalog}.{Name}";

    /// <summary>The dataset a table belongs to; metadata tables belong to none.</summary>
    public static bool TryFrom(TableName table, out DatasetName dataset)
    {
        dataset = table.Layer switch
        {
            Layer.Metadata => default,
            Layer.Raw or Layer.Gold => new(table.Catalog, table.Name),
            _ => new(table.Catalog, TableName.OfDataset(table.Name)),
        };
        return table.Layer != Layer.Metadata;
    }

    public static DatasetName Parse(string text) =>
        TryParse(text, out var name)
            ? name
            : throw new RefusedException($"“{text}” is not a dataset name. A dataset is named catalog.dataset, for example kali_dev.orders.");

    public static bool TryParse([NotNullWhen(true)] string? text, out DatasetName name)
    {
        name = default;
        var parts = text?.Split('.');
        if (parts is not { Length: 2 } || !parts.All(SafeName.IsSafe) || TableName.OfDataset(parts[1]) != parts[1])
            return false;
        name = new DatasetName(parts[0], parts[1]);
        return true;
    }
}
