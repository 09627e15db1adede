using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Values;

/// <summary>
/// Reads the values of one column of a result straight from DuckDB's vectors, exactly: the package's own reader cuts the fraction
/// of wide decimals. One subclass a kind of storage; <see cref="ValueReaders"/> is the table of them.
/// </summary>
internal abstract unsafe class ValueReader(DataType type)
{
    private ulong* _validity;

    public DataType Type => type;

    protected byte* Data { get; private set; }

    /// <summary>Turns to the vector of the next chunk.</summary>
    public virtual void Attach(IntPtr vector)
    {
        Data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    }

    public object? Read(long row) => IsNull(row) ? null : Value(row);

    /// <summary>The value as it stands within a nested one.</summary>
    public virtual void WriteJson(Utf8JsonWriter json, long row)
    {
        switch (Read(row))
        {
            case null: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case long or int or short or sbyte: json.WriteRawValue(Convert.ToString(Read(row), CultureInfo.InvariantCulture)!); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: json.WriteStringValue(instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture)); break;
            case DateTime time: json.WriteStringValue(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)); break;
            case var other: json.WriteStringValue(Convert.ToString(other, CultureInfo.InvariantCulture)); break;
        }
    }

    /// <summary>The value as a key of a JSON object.</summary>
    public string KeyText(long row) => Convert.ToString(Read(row), CultureInfo.InvariantCulture) ?? "null";

    protected abstract object Value(long row);

    private bool IsNull(long row) => _validity != null && (_validity[row >> 6] & (1UL << (int)(row & 63))) == 0;
}
