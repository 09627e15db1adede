using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kali.Data.Engines.Embedded.DeltaLog;

/// <summary>
/// What the log knows about a data file's values ("Per-file Statistics"): JSON text in an <c>add</c> action. Bounds are true bounds:
/// texts are cut to 32 characters with the maximum rounded up, times to milliseconds likewise, and where a bound cannot be told it is left out.
/// </summary>
internal static class FileStatistics
{
    private const int LongestText = 32;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Rows in the file, deleted ones included; null when the statistics are absent or unreadable.</summary>
    public static long? NumRecords(string? stats) => Read(stats, root => Number(root, "numRecords"));

    /// <summary>Rows without a value in that top-level column; null when not known.</summary>
    public static long? NullCount(string? stats, string column) =>
        Read(stats, root => root.TryGetProperty("nullCount", out var counts) && counts.ValueKind == JsonValueKind.Object ? Number(counts, column) : null);

    /// <summary>
    /// From what DuckDB's <c>COPY … (RETURN_STATS)</c> tells of a file it wrote: for each column, its name quoted,
    /// <c>min</c>, <c>max</c>, <c>null_count</c>, <c>has_nan</c> as text.
    /// </summary>
    /// <param name="rows">Rows in the file.</param>
    /// <param name="columns">DuckDB's <c>column_statistics</c>.</param>
    /// <param name="schema">The table's schema; partition columns and nested ones get no statistics.</param>
    public static string Write(long rows, IReadOnlyDictionary<string, Dictionary<string, string?>> columns, TableSchema schema)
    {
        var known = schema.Columns
            .Where(column => schema.PartitionedBy.IsDefaultOrEmpty || !schema.PartitionedBy.Contains(column.Name))
            .Select(column => (Column: column, Stats: columns.GetValueOrDefault(DuckText.Name(column.Name))))
            .Where(column => column.Stats is not null)
            .ToList();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteNumber("numRecords", rows);
            Bounds(writer, "minValues", known, isMax: false);
            Bounds(writer, "maxValues", known, isMax: true);
            writer.WriteStartObject("nullCount");
            foreach (var (column, stats) in known)
            {
                if (long.TryParse(stats!.GetValueOrDefault("null_count"), NumberStyles.None, CultureInfo.InvariantCulture, out var nulls))
                    writer.WriteNumber(column.Name, nulls);
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>A lower bound of a text: its first 32 characters.</summary>
    internal static string Floor(string text) => text.Length <= LongestText ? text : Cut(text);

    /// <summary>An upper bound of a text in at most 32 characters, or null when there is none.</summary>
    internal static string? Ceiling(string text)
    {
        if (text.Length <= LongestText)
            return text;
        var runes = Cut(text).EnumerateRunes().ToList();
        for (var last = runes.Count - 1; last >= 0; last--)
        {
            if (runes[last].Value == 0x10FFFF)
                continue;
            runes[last] = new Rune(runes[last].Value == 0xD7FF ? 0xE000 : runes[last].Value + 1);
            return string.Concat(runes.Take(last + 1));
        }
        return null;
    }

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    private static void Bounds(Utf8JsonWriter writer, string name, List<(ColumnSchema Column, Dictionary<string, string?>? Stats)> columns, bool isMax)
    {
        writer.WriteStartObject(name);
        foreach (var (column, stats) in columns)
        {
            if (stats!.GetValueOrDefault("has_nan") == "true" || stats!.GetValueOrDefault(isMax ? "max" : "min") is not { } text)
                continue;
            if (Bound(column.Type, text, isMax) is not { } json)
                continue;
            writer.WritePropertyName(column.Name);
            writer.WriteRawValue(json);
        }
        writer.WriteEndObject();
    }

    private static string? Bound(DataType type, string text, bool isMax) => type switch
    {
        DataType.Decimal => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || IsDigits(text) ? WithZero(text) : null,
        DataType.Primitive { TypeName: "long" or "integer" or "short" or "byte" } => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : null,
        DataType.Primitive { TypeName: "double" or "float" } =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? text : null,
        DataType.Primitive { TypeName: "string" } => (isMax ? Ceiling(text) : Floor(text)) is { } bound ? JsonSerializer.Serialize(bound) : null,
        DataType.Primitive { TypeName: "date" } => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? $"\"{text}\"" : null,
        DataType.Primitive { TypeName: "timestamp" } => Instant(text, isMax),
        _ => null,
    };

    /// <summary>DuckDB writes a fraction of as many digits as the type has without a zero before its point, which JSON demands.</summary>
    private static string WithZero(string text) =>
        text.StartsWith('.') ? $"0{text}" : text.StartsWith("-.", StringComparison.Ordinal) ? $"-0{text[1..]}" : text;

    private static bool IsDigits(string text) => text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c is '-' or '.') && char.IsAsciiDigit(text[^1]);

    private static string? Instant(string text, bool isMax)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            return null;
        var ticks = instant.Ticks - instant.Ticks % TimeSpan.TicksPerMillisecond;
        if (isMax && ticks < instant.Ticks)
            ticks = Math.Min(ticks + TimeSpan.TicksPerMillisecond, DateTimeOffset.MaxValue.Ticks);
        return $"\"{new DateTimeOffset(ticks, TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}\"";
    }

    private static long? Read(string? stats, Func<JsonElement, long?> read)
    {
        if (string.IsNullOrEmpty(stats))
            return null;
        try
        {
            using var json = JsonDocument.Parse(stats);
            return json.RootElement.ValueKind == JsonValueKind.Object ? read(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
