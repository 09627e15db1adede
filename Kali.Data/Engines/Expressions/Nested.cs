using System.Collections.Immutable;

namespace Kali.Data.Engines.Expressions;

/// <summary>A struct of these fields, in this order.</summary>
public sealed record StructOf(ImmutableArray<(string Name, SqlExpression Value)> Fields) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintStruct(this, printer);

    public bool Equals(StructOf? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Length;
}

/// <summary>An array of those items that are there; items that are NULL are left out. All are of one type.</summary>
public sealed record PresentItems(ImmutableArray<SqlExpression> Items) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintPresentItems(this, printer);

    public bool Equals(PresentItems? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Length;
}

/// <summary>A map from these names to values of one type; at least one.</summary>
public sealed record MapOf(ImmutableArray<(string Key, SqlExpression Value)> Entries) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintMap(this, printer);

    public bool Equals(MapOf? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => Entries.Length;
}
