namespace Kali.Data.Engines.Databricks.Statements;

/// <summary>One statement as <c>POST /api/2.0/sql/statements</c> takes it.</summary>
internal sealed record StatementRequest
{
    public required string WarehouseId { get; init; }

    public required string Statement { get; init; }

    public StatementParameter[]? Parameters { get; init; }

    /// <summary>The most rows that are given; null for all.</summary>
    public long? RowLimit { get; init; }

    /// <summary>INLINE up to 25 MiB, EXTERNAL_LINKS above.</summary>
    public string Disposition { get; init; } = Inline;

    public string Format { get; init; } = "JSON_ARRAY";

    /// <summary>
    /// Not to wait: the answer is the statement's id, at once. So that a statement can be cancelled from its first moment,
    /// and because waiting has been seen to deliver the first chunk of several alone.
    /// </summary>
    public string WaitTimeout { get; init; } = "0s";

    public const string Inline = "INLINE";
    public const string ExternalLinks = "EXTERNAL_LINKS";
}

/// <summary>A value for the marker <c>:name</c>; without a value it is NULL.</summary>
internal sealed record StatementParameter(string Name, string? Value, string Type);
