using System.Collections.Immutable;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>The columns of a data file as its footer has them, nested ones included.</summary>
internal sealed record ParquetLayout(ImmutableArray<ParquetColumn> Columns)
{
    /// <summary>One element of the footer's schema, which lists a tree depth first.</summary>
    public readonly record struct Element(string Name, int Children, int? FieldId, bool IsRepeated, string DuckType);

    public static ParquetLayout From(Queue<Element> elements)
    {
        var root = Take(elements);
        return new ParquetLayout(root.Children);
    }

    /// <summary>Files of equal layout can be read by one scan.</summary>
    public bool Equals(ParquetLayout? other) => other is not null && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan());

    public override int GetHashCode() => Columns.Aggregate(17, (hash, column) => HashCode.Combine(hash, column));

    private static ParquetColumn Take(Queue<Element> elements)
    {
        var element = elements.Dequeue();
        var children = ImmutableArray.CreateBuilder<ParquetColumn>(element.Children);
        for (var i = 0; i < element.Children; i++)
            children.Add(Take(elements));
        return new ParquetColumn(element.Name, element.FieldId, element.IsRepeated, element.DuckType, children.ToImmutable());
    }
}

/// <summary>A column or nested field of a data file.</summary>
internal sealed record ParquetColumn(string Name, int? FieldId, bool IsRepeated, string DuckType, ImmutableArray<ParquetColumn> Children)
{
    public bool Equals(ParquetColumn? other) =>
        other is not null && Name == other.Name && FieldId == other.FieldId && IsRepeated == other.IsRepeated && DuckType == other.DuckType
        && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, FieldId, DuckType, Children.Length);
}
