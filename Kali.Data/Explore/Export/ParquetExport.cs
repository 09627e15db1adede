using System.Globalization;
using Kali.Data.Engines;
using Parquet;
using Parquet.Schema;

namespace Kali.Data.Explore.Export;

/// <summary>Writes a result as Parquet, typed as the result is; every column may be NULL.</summary>
public static class ParquetExport
{
    private const int RowsPerGroup = 100_000;

    public static async Task<long> WriteAsync(ResultSetView view, Stream target, CancellationToken ct)
    {
        var columns = view.Rows.Columns.Select((column, i) => ColumnOf(column.Type, view.Headers[i])).ToArray();
        var schema = new ParquetSchema(columns.Select(column => (Field)column.Field));
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
        await using var buffer = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        long count = 0;
        await using (var writer = await ParquetWriter.CreateAsync(schema, buffer, options, cancellationToken: ct))
        {
            var group = new List<object?[]>(RowsPerGroup);
            await foreach (var row in view.Rows.ReadAsync(ct))
            {
                group.Add(row);
                count++;
                if (group.Count == RowsPerGroup)
                    await WriteGroupAsync(writer, columns, group, ct);
            }
            if (group.Count > 0 || count == 0)
                await WriteGroupAsync(writer, columns, group, ct);
        }
        buffer.Position = 0;
        await buffer.CopyToAsync(target, ct);
        return count;
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, ExportedColumn[] columns, List<object?[]> rows, CancellationToken ct)
    {
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < columns.Length; i++)
        {
            var index = i;
            await columns[i].WriteAsync(group, rows.ConvertAll(row => row[index]), ct);
        }
        group.CompleteValidate();
        rows.Clear();
    }

    private static ExportedColumn ColumnOf(DataType type, string name) => type switch
    {
        DataType.Decimal { Precision: <= 28 } exact => Of<decimal>(new DecimalDataField(name, exact.Precision, exact.Scale, false, true, null, null, null), Convert.ToDecimal),
        DataType.Primitive { TypeName: "long" } => Of<long>(Field<long>(name), Convert.ToInt64),
        DataType.Primitive { TypeName: "integer" or "short" or "byte" } => Of<int>(Field<int>(name), Convert.ToInt32),
        DataType.Primitive { TypeName: "double" or "float" } => Of<double>(Field<double>(name), Convert.ToDouble),
        DataType.Primitive { TypeName: "boolean" } => Of<bool>(Field<bool>(name), Convert.ToBoolean),
        DataType.Primitive { TypeName: "date" } => Of(new DateTimeDataField(name, DateTimeFormat.Date, false, null, true, null, null), (value, _) => ((DateOnly)value).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
        DataType.Primitive { TypeName: "timestamp" } => Of(Instant(name, isUtc: true), (value, _) => ((DateTimeOffset)value).UtcDateTime),
        DataType.Primitive { TypeName: "timestamp_ntz" } => Of(Instant(name, isUtc: false), (value, _) => DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc)),
        DataType.Primitive { TypeName: "binary" } => new BinaryColumn(new DataField(name, typeof(byte[]), true, null, null)),
        _ => new TextColumn(new DataField(name, typeof(string), true, null, null)),
    };

    private static DataField Field<T>(string name) => new(name, typeof(T), true, null, null);

    private static DateTimeDataField Instant(string name, bool isUtc) =>
        new(name, DateTimeFormat.Timestamp, isUtc, DateTimeTimeUnit.Micros, true, null, null);

    private static ValueColumn<T> Of<T>(DataField field, Func<object, IFormatProvider, T> read) where T : struct => new(field, read);

    private abstract record ExportedColumn(DataField Field)
    {
        public abstract Task WriteAsync(ParquetRowGroupWriter group, List<object?> values, CancellationToken ct);
    }

    private sealed record ValueColumn<T>(DataField Field, Func<object, IFormatProvider, T> Read) : ExportedColumn(Field) where T : struct
    {
        public override Task WriteAsync(ParquetRowGroupWriter group, List<object?> values, CancellationToken ct)
        {
            T?[] typed = [.. values.Select(value => value is null ? (T?)null : Read(value, CultureInfo.InvariantCulture))];
            return group.WriteAsync<T>(Field, typed, null, null, ct);
        }
    }

    private sealed record TextColumn(DataField Field) : ExportedColumn(Field)
    {
        public override Task WriteAsync(ParquetRowGroupWriter group, List<object?> values, CancellationToken ct) =>
            group.WriteAsync(Field, values.ConvertAll(value => value is null ? null! : Convert.ToString(value, CultureInfo.InvariantCulture)!), null);
    }

    private sealed record BinaryColumn(DataField Field) : ExportedColumn(Field)
    {
        public override Task WriteAsync(ParquetRowGroupWriter group, List<object?> values, CancellationToken ct) =>
            group.WriteAsync(Field, values.ConvertAll(value => (byte[])value!), null);
    }
}
