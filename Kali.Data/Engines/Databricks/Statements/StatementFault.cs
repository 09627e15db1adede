using System.Text.RegularExpressions;

namespace Kali.Data.Engines.Databricks.Statements;

/// <summary>A statement that the warehouse took and could not carry out. Nothing of it is visible.</summary>
internal sealed partial class StatementFault(string said, string state, string code, string? sqlState) : KaliException(said)
{
    /// <summary>FAILED, CANCELED or CLOSED.</summary>
    public string State { get; } = state;

    /// <summary>The API's word: BAD_REQUEST for every mistake in the statement.</summary>
    public string Code { get; } = code;

    public string? SqlState { get; } = sqlState;

    /// <summary>The error class in brackets at the beginning of the message: TABLE_OR_VIEW_NOT_FOUND.</summary>
    public string Class { get; } = ClassOf().Match(said) is { Success: true } match ? match.Groups[1].Value : "";

    public bool IsNoTable => Class is "TABLE_OR_VIEW_NOT_FOUND" or "DELTA_TABLE_NOT_FOUND" or "DELTA_MISSING_DELTA_TABLE";

    public bool IsNoPlace => Class is "SCHEMA_NOT_FOUND" or "CATALOG_NOT_FOUND" or "NO_SUCH_CATALOG_EXCEPTION" or "UNITY_CATALOG_INITIALIZATION_FAILED";

    public bool IsNotAllowed => Class is "INSUFFICIENT_PERMISSIONS" or "PERMISSION_DENIED" || SqlState == "42501";

    /// <summary>What was to be made is there: another writer made it, or an earlier attempt whose answer was lost.</summary>
    public bool IsThereAlready => Class is "TABLE_OR_VIEW_ALREADY_EXISTS" or "DELTA_TABLE_ALREADY_EXISTS" or "FIELD_ALREADY_EXISTS" or "FIELDS_ALREADY_EXISTS";

    /// <summary>Another writer was first; nothing was committed, so the statement may be sent again.</summary>
    public bool IsConflict => Class.StartsWith("DELTA_CONCURRENT_", StringComparison.Ordinal) || Class is "DELTA_METADATA_CHANGED" or "DELTA_PROTOCOL_CHANGED";

    /// <summary>The table's rows cannot be laid in that order: it is clustered by itself, partitioned by the column, or keeps no statistics of it.</summary>
    public bool CannotOrder => Class is "DELTA_CLUSTERING_WITH_ZORDER_BY" or "DELTA_ZORDERING_ON_PARTITION_COLUMN" or "DELTA_ZORDERING_ON_COLUMN_WITHOUT_STATS";

    /// <summary>The result is too large to come with the answer.</summary>
    public bool IsTooLargeForInline => Message.Contains("INLINE", StringComparison.Ordinal) && Message.Contains("EXTERNAL_LINKS", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?:[\w.]+Exception: )?\[([A-Z][A-Z0-9_]+)(?:\.[A-Z0-9_]+)*\]")]
    private static partial Regex ClassOf();
}
