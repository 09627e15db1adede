using System.Globalization;
using Kali.Data.Engines.Embedded.DeltaLog.Actions;
using Kali.Data.Engines.Embedded.DeltaLog.Schema;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>How one column of a table is read from its data files: found by name or id, brought to the schema's type.</summary>
internal sealed class ColumnReading(Snapshot snapshot, DeltaField wanted, TimeZoneInfo zone)
{
    private readonly string _type = DuckType.Of(wanted.Type.ToDataType());
    private readonly string _stored = snapshot.ColumnMapping == ColumnMapping.None ? wanted.Name : wanted.PhysicalName ?? wanted.Name;

    private int _variables;

    public string Name => wanted.Name;

    public bool IsPartition { get; } = snapshot.Metadata.PartitionColumns.Contains(wanted.Name);

    /// <summary>The column where there are no rows.</summary>
    public string Nothing => $"NULL::{_type} AS {DuckText.Name(wanted.Name)}";

    public string Partition(AddAction add)
    {
        if (!add.PartitionValues.TryGetValue(_stored, out var text))
            throw new RefusedException($"The log of the table in “{snapshot.Folder}” has no value of the partition column “{wanted.Name}” for “{add.Path}”.");
        return PartitionValue.Expression(text, wanted.Type.ToDataType(), _type, zone);
    }

    public string Data(ParquetLayout layout, string path)
    {
        if (snapshot.ColumnMapping == ColumnMapping.Id && !layout.Columns.Any(column => column.FieldId is not null))
            throw new RefusedException($"The table in “{snapshot.Folder}” finds its columns by field id, and “{path}” has no field ids.");
        return Find(layout.Columns, wanted) is { } column
            ? $"{Value($"f.{DuckText.Name(column.Name)}", wanted.Type, column, path)} AS {DuckText.Name(wanted.Name)}"
            : Nothing;
    }

    private ParquetColumn? Find(IEnumerable<ParquetColumn> columns, DeltaField member)
    {
        if (snapshot.ColumnMapping == ColumnMapping.Id)
            return columns.FirstOrDefault(column => column.FieldId is not null && column.FieldId == member.Id);
        var name = snapshot.ColumnMapping == ColumnMapping.Name ? member.PhysicalName ?? member.Name : member.Name;
        return columns.FirstOrDefault(column => column.Name == name) ?? columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private string Value(string stored, DeltaType type, ParquetColumn column, string path) => type switch
    {
        _ when IsSame(type, column) => stored,
        DeltaType.Struct fields => Guarded(stored, $"struct_pack({string.Join(", ", fields.Fields.Select(member => $"{DuckText.Name(member.Name)} := {Member(stored, member, column, path)}"))})"),
        DeltaType.Array array => Guarded(stored, Elements(stored, array, column, path)),
        DeltaType.Map map => Guarded(stored, Entries(stored, map, column, path)),
        DeltaType.Primitive primitive => ParquetCast.Expression(stored, column.DuckType, primitive.ToDataType(), path, wanted.Name),
        _ => throw new InvalidOperationException("An unknown kind of type."),
    };

    private string Member(string stored, DeltaField member, ParquetColumn column, string path) =>
        Find(column.Children, member) is { } found
            ? Value($"struct_extract({stored}, {DuckText.Literal(found.Name)})", member.Type, found, path)
            : $"NULL::{DuckType.Of(member.Type.ToDataType())}";

    private string Elements(string stored, DeltaType.Array array, ParquetColumn column, string path)
    {
        var element = Variable();
        return $"list_transform({stored}, lambda {element}: {Value(element, array.Element, Element(column), path)})";
    }

    private string Entries(string stored, DeltaType.Map map, ParquetColumn column, string path)
    {
        var (key, value) = KeyValue(column);
        var entry = Variable();
        return $"map_from_entries(list_transform(map_entries({stored}), lambda {entry}: struct_pack(k := {Value($"struct_extract({entry}, 'key')", map.Key, key, path)}, v := {Value($"struct_extract({entry}, 'value')", map.Value, value, path)})))";
    }

    private bool IsSame(DeltaType type, ParquetColumn column) => type switch
    {
        DeltaType.Primitive primitive => DuckType.Of(primitive.ToDataType()) == ParquetCast.Normal(column.DuckType),
        DeltaType.Struct fields => fields.Fields.Length == column.Children.Length
            && fields.Fields.Zip(column.Children).All(pair => Find(column.Children, pair.First) == pair.Second && pair.First.Name == pair.Second.Name && IsSame(pair.First.Type, pair.Second)),
        DeltaType.Array array => IsSame(array.Element, Element(column)),
        DeltaType.Map map => KeyValue(column) is var (key, value) && IsSame(map.Key, key) && IsSame(map.Value, value),
        _ => false,
    };

    // Parquet's LIST has a repeated group around the element; old writers left that group out ("Backward-compatibility rules" of the format).
    private static ParquetColumn Element(ParquetColumn list)
    {
        if (list.Children is not [var repeated])
            return list;
        return repeated.Children is [var element] && repeated.Name != "array" && repeated.Name != $"{list.Name}_tuple" ? element : repeated;
    }

    private static (ParquetColumn Key, ParquetColumn Value) KeyValue(ParquetColumn map) =>
        map.Children is [{ Children: [var key, var value] }]
            ? (key, value)
            : throw new RefusedException($"A data file stores the map “{map.Name}” in a form that cannot be read.");

    private static string Guarded(string stored, string text) => $"CASE WHEN {stored} IS NOT NULL THEN {text} END";

    // Each level of nesting needs a variable of its own.
    private string Variable() => string.Create(CultureInfo.InvariantCulture, $"e{_variables++}");
}
