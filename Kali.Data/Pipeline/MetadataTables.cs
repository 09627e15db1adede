using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Pipeline;

/// <summary>What Kali knows about its data, as tables that anyone with SQL can read.</summary>
public static class MetadataTables
{
    public const string SchemaName = "metadata";

    public static TableName Runs(string catalog) => new(catalog, SchemaName, "runs");

    public static TableName Lineage(string catalog) => new(catalog, SchemaName, "lineage");

    public static TableName QualityResults(string catalog) => new(catalog, SchemaName, "quality_results");

    public static TableName Audit(string catalog) => new(catalog, SchemaName, "audit");

    /// <summary>The same results in the layout that DQX's dashboards read: one figure a row.</summary>
    public static TableName DqxMetrics(string catalog) => new(catalog, SchemaName, "dqx_summary_metrics");

    /// <summary>The rules of runs as DQX's table of checks.</summary>
    public static TableName DqxChecks(string catalog) => new(catalog, SchemaName, "dqx_checks");

    internal static TableSchema DqxMetricsSchema { get; } = Schema(
        ("run_id", DataType.String), ("run_name", DataType.String), ("input_location", DataType.String), ("output_location", DataType.String), ("quarantine_location", DataType.String),
        ("checks_location", DataType.String), ("metric_name", DataType.String), ("metric_value", DataType.String), ("run_time", DataType.Timestamp),
        ("error_column_name", DataType.String), ("warning_column_name", DataType.String), ("rule_set_fingerprint", DataType.String));

    internal static TableSchema RunsSchema { get; } = Schema(
        ("run_id", DataType.Long), ("run_uuid", DataType.String), ("dataset", DataType.String), ("file_name", DataType.String), ("upload_id", DataType.String),
        ("user_id", DataType.String), ("user_name", DataType.String), ("started_at", DataType.Timestamp), ("recorded_at", DataType.Timestamp),
        ("gate", DataType.String), ("score", DataType.Double),
        ("lines_in_file", DataType.Long), ("not_readable", DataType.Long), ("raw_rows", DataType.Long), ("duplicates", DataType.Long), ("silver_rows", DataType.Long),
        ("held_back", DataType.Long), ("gold_rows", DataType.Long), ("waiting", DataType.Long), ("new_rows", DataType.Long), ("updated_rows", DataType.Long),
        ("raw_version", DataType.Long), ("silver_version", DataType.Long), ("quarantine_version", DataType.Long), ("gold_version", DataType.Long), ("kali_version", DataType.String));

    internal static TableSchema LineageSchema { get; } = Schema(
        ("run_id", DataType.Long), ("step", DataType.String), ("source", DataType.String), ("source_version", DataType.Long), ("target", DataType.String),
        ("target_version", DataType.Long), ("row_count", DataType.Long), ("statement", DataType.String), ("user_id", DataType.String), ("recorded_at", DataType.Timestamp), ("kali_version", DataType.String));

    internal static TableSchema QualitySchema { get; } = Schema(
        ("run_id", DataType.Long), ("dataset", DataType.String), ("rule_id", DataType.String), ("rule_version", DataType.Long), ("rule_name", DataType.String), ("kind", DataType.String),
        ("columns", DataType.String), ("dimension", DataType.String), ("severity", DataType.String), ("outcome", DataType.String), ("evaluated", DataType.Long), ("failing", DataType.Long),
        ("observed", DataType.String), ("expected", DataType.String), ("fingerprint", DataType.String), ("recorded_at", DataType.Timestamp));

    internal static TableSchema AuditSchema { get; } = Schema(
        ("audit_id", DataType.Long), ("at", DataType.Timestamp), ("user_id", DataType.String), ("user_name", DataType.String), ("action", DataType.String), ("subject", DataType.String), ("detail", DataType.String));

    private static TableSchema Schema(params ImmutableArray<(string Name, DataType Type)> columns) =>
        new([.. columns.Select(column => new ColumnSchema(column.Name, column.Type))]);
}
