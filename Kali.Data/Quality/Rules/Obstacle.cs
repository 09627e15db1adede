using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

[JsonConverter(typeof(JsonStringEnumConverter<ObstacleKind>))]
public enum ObstacleKind
{
    /// <summary>The table has no such column; the detail is its name.</summary>
    NoSuchColumn,

    /// <summary>The column has another type than the rule can look at; the detail is column and type.</summary>
    OtherType,

    /// <summary>A pattern cannot be used; the detail says why.</summary>
    Pattern,

    /// <summary>An expression cannot be used; the detail says why.</summary>
    Expression,

    /// <summary>A bound or value cannot be read as the column's type; the detail is the value.</summary>
    Value,

    /// <summary>The table it refers to is not there or may not be read; the detail is its name.</summary>
    NoSuchTable,

    /// <summary>It cannot be judged by groups; the detail says why.</summary>
    Groups,

    /// <summary>The engine refused the statement; the detail is what it said.</summary>
    Engine,
}

/// <summary>Why a rule could not run. That is not "failed": nothing was found out.</summary>
public sealed record Obstacle(ObstacleKind Kind, string Detail)
{
    /// <summary>The detail in German, where it is a sentence of Kali's own.</summary>
    public string? German { get; init; }
}
