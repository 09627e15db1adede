namespace Kali.Data.Engines.Databricks.Unity;

/// <summary>Who a token belongs to.</summary>
internal sealed record Me
{
    public string? Id { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("userName")]
    public string? UserName { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("displayName")]
    public string? DisplayName { get; init; }

    public MeGroup[]? Groups { get; init; }
}

internal sealed record MeGroup(string? Display, string? Value);
