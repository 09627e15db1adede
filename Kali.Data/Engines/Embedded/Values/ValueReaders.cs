using System.Collections.Immutable;
using System.Globalization;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Kali.Data.Engines.Embedded.Values;

/// <summary>Which reader serves which of DuckDB's types.</summary>
internal static class ValueReaders
{
    private static readonly Dictionary<DuckDBType, Func<ValueReader>> Plain = new()
    {
        [DuckDBType.Boolean] = () => new FixedReader<byte>(DataType.Boolean, v => v != 0),
        [DuckDBType.TinyInt] = () => new FixedReader<sbyte>(DataType.Byte, v => v),
        [DuckDBType.SmallInt] = () => new FixedReader<short>(DataType.Short, v => v),
        [DuckDBType.Integer] = () => new FixedReader<int>(DataType.Integer, v => v),
        [DuckDBType.BigInt] = () => new FixedReader<long>(DataType.Long, v => v),
        [DuckDBType.UnsignedTinyInt] = () => new FixedReader<byte>(DataType.Short, v => (short)v),
        [DuckDBType.UnsignedSmallInt] = () => new FixedReader<ushort>(DataType.Integer, v => (int)v),
        [DuckDBType.UnsignedInteger] = () => new FixedReader<uint>(DataType.Long, v => (long)v),
        [DuckDBType.UnsignedBigInt] = () => new FixedReader<ulong>(DataType.DecimalOf(20, 0), v => (decimal)v),
        [DuckDBType.HugeInt] = () => new FixedReader<Int128>(DataType.DecimalOf(38, 0), v => ExactDecimal.From(v, 0)),
        [DuckDBType.UnsignedHugeInt] = () => new FixedReader<UInt128>(DataType.DecimalOf(38, 0), ExactDecimal.From),
        [DuckDBType.Float] = () => new FixedReader<float>(DataType.Float, v => v),
        [DuckDBType.Double] = () => new FixedReader<double>(DataType.Double, v => v),
        [DuckDBType.Date] = () => new FixedReader<int>(DataType.Date, DuckTimes.Date),
        [DuckDBType.Time] = () => new FixedReader<long>(DataType.String, DuckTimes.TimeOfDay),
        [DuckDBType.Timestamp] = () => new FixedReader<long>(DataType.TimestampNtz, DuckTimes.WallClock),
        [DuckDBType.TimestampS] = () => new FixedReader<long>(DataType.TimestampNtz, v => DuckTimes.WallClock(v * 1_000_000)),
        [DuckDBType.TimestampMs] = () => new FixedReader<long>(DataType.TimestampNtz, v => DuckTimes.WallClock(v * 1_000)),
        [DuckDBType.TimestampNs] = () => new FixedReader<long>(DataType.TimestampNtz, v => DuckTimes.WallClock(v / 1_000)),
        [DuckDBType.TimestampTz] = () => new FixedReader<long>(DataType.Timestamp, DuckTimes.Instant),
        [DuckDBType.Interval] = () => new FixedReader<DuckSpan>(DataType.String, DuckTimes.Span),
        [DuckDBType.Uuid] = () => new FixedReader<UInt128>(DataType.String, Uuid),
        [DuckDBType.Varchar] = () => new TextReader(DataType.String),
        [DuckDBType.Blob] = () => new BinaryReader(DataType.Binary),
        [DuckDBType.SqlNull] = () => new FixedReader<byte>(DataType.String, _ => ""),
    };

    /// <summary>The reader for a column's type, which the caller disposes.</summary>
    public static ValueReader For(DuckDBLogicalType type, string column)
    {
        var id = LogicalType.DuckDBGetTypeId(type);
        return id switch
        {
            DuckDBType.Decimal => new DecimalReader(LogicalType.DuckDBDecimalWidth(type), LogicalType.DuckDBDecimalScale(type), LogicalType.DuckDBDecimalInternalType(type)),
            DuckDBType.Enum => EnumOf(type),
            DuckDBType.List => Nested(LogicalType.DuckDBListTypeChildType(type), column, element => new ListReader(element)),
            DuckDBType.Array => Nested(LogicalType.DuckDBArrayTypeChildType(type), column, element => new ArrayReader(element, LogicalType.DuckDBArrayVectorGetSize(type))),
            DuckDBType.Map => Nested(LogicalType.DuckDBMapTypeKeyType(type), column, key => Nested(LogicalType.DuckDBMapTypeValueType(type), column, value => new MapReader(key, value))),
            DuckDBType.Struct => new StructReader([.. Members(type, column)]),
            _ when Plain.TryGetValue(id, out var create) => create(),
            _ => throw new RefusedException($"The column “{column}” has DuckDB's type {id}, which has no counterpart in a table. Cast it to text in the statement."),
        };
    }

    private static ValueReader Nested(DuckDBLogicalType child, string column, Func<ValueReader, ValueReader> create)
    {
        using (child)
            return create(For(child, column));
    }

    private static IEnumerable<(string, ValueReader)> Members(DuckDBLogicalType type, string column)
    {
        for (var i = 0; i < LogicalType.DuckDBStructTypeChildCount(type); i++)
            yield return (LogicalType.DuckDBStructTypeChildName(type, i), Nested(LogicalType.DuckDBStructTypeChildType(type, i), column, reader => reader));
    }

    private static ValueReader EnumOf(DuckDBLogicalType type)
    {
        var words = ImmutableArray.CreateRange(Enumerable.Range(0, (int)LogicalType.DuckDBEnumDictionarySize(type)).Select(i => LogicalType.DuckDBEnumDictionaryValue(type, i)));
        return LogicalType.DuckDBEnumInternalType(type) switch
        {
            DuckDBType.UnsignedTinyInt => new FixedReader<byte>(DataType.String, v => words[v]),
            DuckDBType.UnsignedSmallInt => new FixedReader<ushort>(DataType.String, v => words[v]),
            _ => new FixedReader<uint>(DataType.String, v => words[(int)v]),
        };
    }

    /// <summary>DuckDB flips the highest bit so that UUIDs sort as numbers.</summary>
    private static string Uuid(UInt128 value)
    {
        var digits = (value ^ (UInt128.One << 127)).ToString("x32", CultureInfo.InvariantCulture);
        return $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";
    }
}
