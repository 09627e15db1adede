using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Ingest;

namespace Kali.Data.Quality;

/// <summary>
/// The tables of DQX, column by column (databrickslabs/dqx, docs/reference/table_schemas): rows with what is wrong with them, and the checks
/// that said so. Both name rules by the same fingerprints as the summary metrics.
/// </summary>
public static class DqxLayout
{
    public const string Errors = "_errors";
    public const string Warnings = "_warnings";

    private static readonly DataType Texts = new DataType.Array(DataType.String, ContainsNull: true);

    /// <summary>What a rule says of a row.</summary>
    internal static DataType Item { get; } = Struct(
        ("name", DataType.String), ("message", DataType.String), ("columns", Texts), ("filter", DataType.String), ("function", DataType.String),
        ("run_time", DataType.Timestamp), ("run_id", DataType.String), ("user_metadata", Words), ("rule_fingerprint", DataType.String),
        ("rule_set_fingerprint", DataType.String), ("skipped", DataType.Boolean));

    internal static DataType Items { get; } = new DataType.Array(Item, ContainsNull: true);

    /// <summary>Names with what they mean: the words of a rule, the arguments of a check.</summary>
    internal static DataType Words => new DataType.Map(DataType.String, DataType.String, ValueContainsNull: true);

    internal static DataType ColumnNames => Texts;

    internal static DataType Check { get; } = Struct(("function", DataType.String), ("for_each_column", Texts), ("arguments", Words));

    internal static TableSchema Checks { get; } = new(
    [
        new ColumnSchema("name", DataType.String),
        new ColumnSchema("criticality", DataType.String, Comment: "error or warn."),
        new ColumnSchema("check", Check, Comment: "The function and its arguments, each as JSON."),
        new ColumnSchema("filter", DataType.String),
        new ColumnSchema("run_config_name", DataType.String, Comment: "The dataset; with “(Kali)” behind it for rules that DQX has no function for."),
        new ColumnSchema("user_metadata", Words),
        new ColumnSchema("created_at", DataType.Timestamp),
        new ColumnSchema("rule_fingerprint", DataType.String),
        new ColumnSchema("rule_set_fingerprint", DataType.String),
    ]);

    /// <summary>Silver's columns with the two of DQX behind them.</summary>
    internal static TableSchema Quarantine(ImmutableArray<ColumnReading> readings) => new(
    [
        .. SilverPlan.SchemaOf(readings).Columns,
        new ColumnSchema(Errors, Items, Comment: "The rules that hold the row back."),
        new ColumnSchema(Warnings, Items, Comment: "The rules that let the row pass with a warning."),
    ]);

    private static DataType Struct(params ImmutableArray<(string Name, DataType Type)> fields) =>
        new DataType.Struct([.. fields.Select(field => new ColumnSchema(field.Name, field.Type))]);
}
