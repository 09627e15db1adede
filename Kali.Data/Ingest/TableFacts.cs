using System.Text.Json.Serialization;

namespace Kali.Data.Ingest;

/// <summary>One of several tables of a file or sheet.</summary>
/// <param name="Table">Its number, from 1.</param>
/// <param name="FirstRow">The row of its header, or its first one.</param>
/// <param name="LastRow">Its last row; 0 when it goes on to the end.</param>
/// <param name="Columns">How many columns it has.</param>
/// <param name="Title">What stands above it; null when nothing does.</param>
public sealed record TableFacts(
    [property: JsonPropertyName("table")] int Table,
    [property: JsonPropertyName("first_row")] long FirstRow,
    [property: JsonPropertyName("last_row")] long LastRow,
    [property: JsonPropertyName("columns")] int Columns,
    [property: JsonPropertyName("title")] string? Title);
