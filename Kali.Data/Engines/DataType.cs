using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Engines;

/// <summary>
/// Column types as the Delta protocol names them ("Schema Serialization Format"). Data that people send is of the primitive ones;
/// arrays, maps and structs occur in results and in tables that others wrote.
/// </summary>
public abstract record DataType
{
    private DataType() { }

    /// <summary>The name by which Delta and people know it: <c>long</c>, <c>decimal(10,2)</c>, <c>array&lt;string&gt;</c>.</summary>
    public abstract string Name { get; }

    public static DataType String { get; } = new Primitive("string");
    public static DataType Long { get; } = new Primitive("long");
    public static DataType Integer { get; } = new Primitive("integer");
    public static DataType Short { get; } = new Primitive("short");
    public static DataType Byte { get; } = new Primitive("byte");
    public static DataType Double { get; } = new Primitive("double");
    public static DataType Float { get; } = new Primitive("float");
    public static DataType Boolean { get; } = new Primitive("boolean");
    public static DataType Binary { get; } = new Primitive("binary");
    public static DataType Date { get; } = new Primitive("date");

    /// <summary>An instant, stored in UTC to the microsecond.</summary>
    public static DataType Timestamp { get; } = new Primitive("timestamp");

    /// <summary>A wall-clock time without a zone; Kali reads it and never writes it.</summary>
    public static DataType TimestampNtz { get; } = new Primitive("timestamp_ntz");

    public static DataType DecimalOf(int precision, int scale) => new Decimal(precision, scale);

    public bool IsNumeric => this is Decimal or Primitive { TypeName: "long" or "integer" or "short" or "byte" or "double" or "float" };

    public sealed override string ToString() => Name;

    public sealed record Primitive(string TypeName) : DataType
    {
        public override string Name => TypeName;
    }

    public sealed record Decimal(int Precision, int Scale) : DataType
    {
        public override string Name => string.Create(CultureInfo.InvariantCulture, $"decimal({Precision},{Scale})");
    }

    public sealed record Array(DataType Element, bool ContainsNull) : DataType
    {
        public override string Name => $"array<{Element}>";
    }

    public sealed record Map(DataType Key, DataType Value, bool ValueContainsNull) : DataType
    {
        public override string Name => $"map<{Key},{Value}>";
    }

    public sealed record Struct(ImmutableArray<ColumnSchema> Fields) : DataType
    {
        public override string Name => $"struct<{string.Join(',', Fields.Select(member => $"{member.Name}:{member.Type}"))}>";

        public bool Equals(Struct? other) => other is not null && other.Fields.AsSpan().SequenceEqual(Fields.AsSpan());

        public override int GetHashCode() => Fields.Length;
    }
}
