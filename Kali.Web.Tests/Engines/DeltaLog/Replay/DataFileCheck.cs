using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;
using Xunit;

namespace Kali.Web.Tests.Engines.DeltaLog.Replay;

/// <summary>One data file held against its <c>add</c> action: size, columns, number of rows, and every bound that the statistics claim.</summary>
internal static class DataFileCheck
{
    private const int MostRowsForBounds = 20_000;

    /// <summary>The rows in the file.</summary>
    public static async Task<long> CheckAsync(ReplayedTable table, JsonElement add)
    {
        var path = table.PathOf(add);
        Assert.True(File.Exists(path), $"{path} is not there.");
        Assert.Equal(new FileInfo(path).Length, add.GetProperty("size").GetInt64());
        Assert.True(add.GetProperty("modificationTime").GetInt64() > 0);
        long rows = 0;
        await using (var reader = await ParquetReader.CreateAsync(path))
        {
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                rows += group.RowCount;
            }
            CheckColumns(table, reader.Schema, path);
        }
        using var stats = JsonDocument.Parse(add.GetProperty("stats").GetString()!);
        Assert.Equal(rows, stats.RootElement.GetProperty("numRecords").GetInt64());
        if (rows is > 0 and <= MostRowsForBounds)
            await CheckBoundsAsync(table, path, stats.RootElement);
        return rows;
    }

    private static void CheckColumns(ReplayedTable table, ParquetSchema schema, string path)
    {
        var types = table.Columns.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        foreach (var field in schema.Fields)
        {
            Assert.True(types.TryGetValue(field.Name, out var type), $"{path} has a column “{field.Name}”, the table has none.");
            // A partition column may stand in the file as well; readers take its value from the log.
            Assert.Equal((field.Name, type), (field.Name, DeltaTypeOf(field)));
        }
    }

    private static string DeltaTypeOf(Field field) => field switch
    {
        DataField { IsArray: false } data => DeltaTypeOf(data),
        ListField list => $"array<{DeltaTypeOf(list.Item)}>",
        MapField map => $"map<{DeltaTypeOf(map.Key)},{DeltaTypeOf(map.Value)}>",
        StructField members => $"struct<{string.Join(',', members.Fields.Select(member => $"{member.Name}:{DeltaTypeOf(member)}"))}>",
        _ => field.ToString() ?? "",
    };

    private static string DeltaTypeOf(DataField field) => field switch
    {
        DecimalDataField number => string.Create(CultureInfo.InvariantCulture, $"decimal({number.Precision},{number.Scale})"),
        DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } => "date",
        DateTimeDataField { DateTimeFormat: DateTimeFormat.DateAndTimeMicros or DateTimeFormat.Timestamp } => "timestamp",
        _ when field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>) => "string",
        _ when field.ClrType == typeof(byte[]) || field.ClrType == typeof(ReadOnlyMemory<byte>) => "binary",
        _ when field.ClrType == typeof(long) => "long",
        _ when field.ClrType == typeof(int) => "integer",
        _ when field.ClrType == typeof(short) => "short",
        _ when field.ClrType == typeof(sbyte) => "byte",
        _ when field.ClrType == typeof(double) => "double",
        _ when field.ClrType == typeof(float) => "float",
        _ when field.ClrType == typeof(bool) => "boolean",
        _ => field.GetType().Name + "/" + field.ClrType,
    };

    private static async Task CheckBoundsAsync(ReplayedTable table, string path, JsonElement stats)
    {
        // Parquet.Net reads decimals as System.Decimal, which ends at 28 digits.
        if (table.Columns.Any(column => column.Type.StartsWith("decimal(", StringComparison.Ordinal) && int.Parse(column.Type[8..column.Type.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture) > 28))
            return;
        await using var file = File.OpenRead(path);
        var rows = (await ParquetSerializer.DeserializeUntypedAsync(file)).Data;
        foreach (var (name, type) in table.Columns)
        {
            var values = rows.Select(row => row.GetValueOrDefault(name)).ToList();
            if (stats.GetProperty("nullCount").TryGetProperty(name, out var nulls))
                Assert.Equal((name, (long)values.Count(value => value is null)), (name, nulls.GetInt64()));
            foreach (var value in values.OfType<object>())
            {
                if (stats.GetProperty("minValues").TryGetProperty(name, out var min))
                    Assert.True(Compare(type, min, value) <= 0, $"{path}: {name} has {value}, below the minimum {min}.");
                if (stats.GetProperty("maxValues").TryGetProperty(name, out var max))
                    Assert.True(Compare(type, max, value) >= 0, $"{path}: {name} has {value}, above the maximum {max}.");
            }
        }
    }

    private static int Compare(string type, JsonElement bound, object value) => type switch
    {
        "string" => CompareText(bound.GetString()!, value),
        "double" or "float" => bound.GetDouble().CompareTo(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        "date" => Comparer.DefaultInvariant.Compare(DateTime.ParseExact(bound.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture), ((DateTime)value).Date),
        "timestamp" => DateTimeOffset.Parse(bound.GetString()!, CultureInfo.InvariantCulture).UtcTicks.CompareTo(((DateTime)value).ToUniversalTime().Ticks),
        _ => bound.GetDecimal().CompareTo(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
    };

    // Texts are ordered by their UTF-8 bytes, as Parquet and Delta order them.
    private static int CompareText(string bound, object value)
    {
        Assert.True(bound.Length <= 32);
        var text = value as string ?? value.ToString()!;
        return Encoding.UTF8.GetBytes(bound).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(text));
    }
}
