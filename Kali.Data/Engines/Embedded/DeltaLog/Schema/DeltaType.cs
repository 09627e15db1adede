using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Engines.Embedded.DeltaLog.Schema;

/// <summary>A type as the log's schema string has it; like <see cref="DataType"/>, but nested fields keep their metadata.</summary>
internal abstract record DeltaType
{
    private DeltaType() { }

    public abstract DataType ToDataType();

    public sealed record Primitive(string Name) : DeltaType
    {
        public override DataType ToDataType() => TryDecimal(out var precision, out var scale) ? DataType.DecimalOf(precision, scale) : new DataType.Primitive(Name);

        public bool TryDecimal(out int precision, out int scale)
        {
            (precision, scale) = (10, 0);
            if (Name == "decimal")
                return true;
            if (!Name.StartsWith("decimal(", StringComparison.Ordinal) || !Name.EndsWith(')'))
                return false;
            var parts = Name["decimal(".Length..^1].Split(',');
            return parts.Length == 2
                && int.TryParse(parts[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out precision)
                && int.TryParse(parts[1].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out scale);
        }
    }

    public sealed record Array(DeltaType Element, bool ContainsNull) : DeltaType
    {
        public override DataType ToDataType() => new DataType.Array(Element.ToDataType(), ContainsNull);
    }

    public sealed record Map(DeltaType Key, DeltaType Value, bool ValueContainsNull) : DeltaType
    {
        public override DataType ToDataType() => new DataType.Map(Key.ToDataType(), Value.ToDataType(), ValueContainsNull);
    }

    public sealed record Struct(ImmutableArray<DeltaField> Fields) : DeltaType
    {
        public override DataType ToDataType() => new DataType.Struct([.. Fields.Select(field => field.ToColumn())]);

        public bool Equals(Struct? other) => other is not null && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan());

        public override int GetHashCode() => Fields.Length;
    }

    public static DeltaType From(DataType type) => type switch
    {
        DataType.Array array => new Array(From(array.Element), array.ContainsNull),
        DataType.Map map => new Map(From(map.Key), From(map.Value), map.ValueContainsNull),
        DataType.Struct fields => new Struct([.. fields.Fields.Select(DeltaField.From)]),
        _ => new Primitive(type.Name),
    };
}
