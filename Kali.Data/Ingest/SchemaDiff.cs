using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kali.Data.Engines;

namespace Kali.Data.Ingest;

/// <summary>How the columns of a file differ from those its dataset has, in the order of the file, then what is missing.</summary>
public sealed record SchemaDiff(ImmutableArray<ColumnChange> Columns)
{
    /// <summary>Whether the file's columns are the dataset's, up to their order.</summary>
    [JsonIgnore]
    public bool IsSame => Columns.All(column => column is ColumnChange.Same);

    public bool Equals(SchemaDiff? other) => other is not null && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan());

    public override int GetHashCode() => Columns.Length;
}

/// <summary>What became of one column.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Same), "same")]
[JsonDerivedType(typeof(Renamed), "renamed")]
[JsonDerivedType(typeof(New), "new")]
[JsonDerivedType(typeof(Missing), "missing")]
[JsonDerivedType(typeof(TypeChanged), "type-changed")]
public abstract record ColumnChange
{
    private ColumnChange() { }

    /// <param name="Name">The technical name in both.</param>
    /// <param name="Label">The header as written now.</param>
    /// <param name="Moved">Whether it stands elsewhere in the order of the columns both have.</param>
    public sealed record Same(string Name, string Label, bool Moved) : ColumnChange;

    /// <summary>A proposal: the dataset's column <paramref name="From"/> seems to be called <paramref name="To"/> now.</summary>
    /// <param name="Likeness">From 0 to 1: how alike names, types and places are.</param>
    public sealed record Renamed(string From, string FromLabel, string To, string ToLabel, double Likeness) : ColumnChange;

    public sealed record New(string Name, string Label, DataType Type) : ColumnChange;

    public sealed record Missing(string Name, string Label) : ColumnChange;

    /// <summary>The values look like another type than the dataset's; <paramref name="Fitting"/> of <paramref name="Of"/> sampled values fit the dataset's type.</summary>
    public sealed record TypeChanged(string Name, string Label, DataType From, DataType To, long Fitting, long Of) : ColumnChange;
}
