using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Kali.Data.Engines.Databricks.Statements;

/// <summary>Where a statement stands, and what it gave.</summary>
internal sealed partial record StatementAnswer
{
    public string? StatementId { get; init; }

    public StatementStatus? Status { get; init; }

    public Manifest? Manifest { get; init; }

    public ResultPart? Result { get; init; }

    /// <summary>Also in a state that the service adds one day: its ends are known.</summary>
    [JsonIgnore]
    public bool IsRunning => Status?.State is not (null or "SUCCEEDED" or "FAILED" or "CANCELED" or "CLOSED");

    /// <summary>It waits for the warehouse.</summary>
    [JsonIgnore]
    public bool IsPending => Status?.State == "PENDING";

    /// <summary>CLOSED with its data is success too: everything has been delivered.</summary>
    [JsonIgnore]
    public bool IsGood => Status?.State == "SUCCEEDED" || Status?.State == "CLOSED" && Manifest is not null;

    /// <summary>The five letters and digits that name the kind of fault; in the message where it stands nowhere else.</summary>
    [JsonIgnore]
    public string? SqlState => Status?.SqlState ?? (Status?.Error?.Message is { } message && StateInMessage().Match(message) is { Success: true } match ? match.Groups[1].Value : null);

    [GeneratedRegex("SQLSTATE: ?([0-9A-Z]{5})")]
    private static partial Regex StateInMessage();
}

internal sealed record StatementStatus(string? State, StatementError? Error, string? SqlState);

internal sealed record StatementError(string? ErrorCode, string? Message);

/// <summary>What the whole result is.</summary>
internal sealed record Manifest
{
    public string? Format { get; init; }

    public ManifestSchema? Schema { get; init; }

    public int TotalChunkCount { get; init; }

    public long TotalRowCount { get; init; }

    public bool Truncated { get; init; }
}

internal sealed record ManifestSchema
{
    public int ColumnCount { get; init; }

    public ManifestColumn[]? Columns { get; init; }
}

internal sealed record ManifestColumn(string Name, string? TypeText, string? TypeName, int Position, int? TypePrecision, int? TypeScale);

/// <summary>A part of the rows, or links to it.</summary>
internal sealed record ResultPart
{
    public int ChunkIndex { get; init; }

    public string?[][]? DataArray { get; init; }

    public int? NextChunkIndex { get; init; }

    public ExternalLink[]? ExternalLinks { get; init; }
}

/// <summary>Where a part of the rows lies for some minutes. The address is itself the permission: it is never logged, and fetched without a token.</summary>
internal sealed record ExternalLink
{
    [JsonPropertyName("external_link")]
    public string? Address { get; init; }

    public DateTimeOffset? Expiration { get; init; }

    public int ChunkIndex { get; init; }

    public long RowCount { get; init; }

    public Dictionary<string, string>? HttpHeaders { get; init; }

    public int? NextChunkIndex { get; init; }
}
