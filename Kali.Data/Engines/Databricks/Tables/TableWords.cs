namespace Kali.Data.Engines.Databricks.Tables;

/// <summary>What a table is, for those who come upon it in Unity Catalog without Kali.</summary>
internal static class TableWords
{
    public static string About(TableName table) => DatasetName.TryFrom(table, out var dataset)
        ? $"{dataset.Name}: {About(table.Layer)}"
        : "What Kali knows about its data";

    /// <summary>Keys without the signs that Unity Catalog keeps for itself.</summary>
    public static SortedDictionary<string, string> Tags(TableName table)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["kali_layer"] = table.Layer.ToString().ToLowerInvariant() };
        if (DatasetName.TryFrom(table, out var dataset))
            tags["kali_dataset"] = dataset.Name;
        return tags;
    }

    private static string About(Layer layer) => layer switch
    {
        Layer.Raw => "rows as they were received, every cell as text",
        Layer.Silver => "typed, cleaned and repaired rows",
        Layer.Quarantine => "rows that are held back, with their reasons",
        Layer.Repairs => "changes of cells that were approved",
        Layer.Findings => "cells that look suspicious",
        Layer.DqxQuarantine => "rows that break a rule, as DQX lays them out",
        _ => "what business users may read",
    };
}
