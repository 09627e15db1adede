using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Kali.Data.Quality.Exchange;

/// <summary>The names of types in files as Delta names them, and back.</summary>
internal static partial class TypeNames
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = "string",
        ["varchar"] = "string",
        ["char"] = "string",
        ["text"] = "string",
        ["character varying"] = "string",
        ["stringtype"] = "string",
        ["str"] = "string",
        ["clob"] = "string",
        ["bigint"] = "long",
        ["long"] = "long",
        ["longtype"] = "long",
        ["int8"] = "long",
        ["int64"] = "long",
        ["int"] = "integer",
        ["integer"] = "integer",
        ["integertype"] = "integer",
        ["int4"] = "integer",
        ["int32"] = "integer",
        ["smallint"] = "short",
        ["short"] = "short",
        ["shorttype"] = "short",
        ["int2"] = "short",
        ["int16"] = "short",
        ["tinyint"] = "byte",
        ["byte"] = "byte",
        ["bytetype"] = "byte",
        ["double"] = "double",
        ["double precision"] = "double",
        ["doubletype"] = "double",
        ["float8"] = "double",
        ["float64"] = "double",
        ["float"] = "float",
        ["real"] = "float",
        ["floattype"] = "float",
        ["float4"] = "float",
        ["float32"] = "float",
        ["decimal"] = "decimal",
        ["numeric"] = "decimal",
        ["decimaltype"] = "decimal",
        ["boolean"] = "boolean",
        ["bool"] = "boolean",
        ["booleantype"] = "boolean",
        ["date"] = "date",
        ["datetype"] = "date",
        ["timestamp"] = "timestamp",
        ["timestamptype"] = "timestamp",
        ["timestamptz"] = "timestamp",
        ["timestamp_tz"] = "timestamp",
        ["timestamp with time zone"] = "timestamp",
        ["datetime"] = "timestamp",
        ["timestamp_ntz"] = "timestamp_ntz",
        ["timestampntztype"] = "timestamp_ntz",
        ["binary"] = "binary",
        ["blob"] = "binary",
        ["varbinary"] = "binary",
        ["binarytype"] = "binary",
    };

    /// <summary>The type a file names; its length is not part of it, but precision and scale are.</summary>
    public static string Read(string name)
    {
        var parts = Shape().Match(name.Trim());
        if (!parts.Success || !Known.TryGetValue(parts.Groups[1].Value.Trim(), out var known))
            throw ExchangeFault.Because($"The type “{ExchangeSubject.Short(name)}” is none that Kali knows.", $"Den Typ „{ExchangeSubject.Short(name)}“ kennt Kali nicht.");
        return known == "decimal" && parts.Groups[2].Success ? $"decimal({parts.Groups[2].Value},{(parts.Groups[3].Success ? parts.Groups[3].Value : "0")})" : known;
    }

    /// <summary>As Spark's SQL writes it.</summary>
    public static string Spark(string delta) => delta switch
    {
        "long" => "BIGINT",
        "integer" => "INT",
        "short" => "SMALLINT",
        "byte" => "TINYINT",
        _ => delta.ToUpperInvariant(),
    };

    /// <summary>As Great Expectations calls it on Spark.</summary>
    public static string Class(string delta) => delta switch
    {
        "timestamp_ntz" => "TimestampNTZType",
        _ when delta.StartsWith("decimal", StringComparison.Ordinal) => "DecimalType",
        _ => $"{char.ToUpperInvariant(delta[0])}{delta[1..]}Type",
    };

    /// <summary>A schema written as <c>id BIGINT, amount DECIMAL(10,2)</c>.</summary>
    public static ImmutableArray<ExpectedColumn> Columns(string schema, ExchangeSubject subject)
    {
        var columns = ImmutableArray.CreateBuilder<ExpectedColumn>();
        foreach (Match part in Column().Matches(schema))
            columns.Add(new ExpectedColumn(KnownOr(part.Groups[1].Value, subject), Read(part.Groups[2].Value)));
        return columns.Count > 0 ? columns.ToImmutable() : throw ExchangeFault.Because("Its columns cannot be read.", "Ihre Spalten lassen sich nicht lesen.");
    }

    /// <summary>A column that is not there yet may well be demanded.</summary>
    public static string KnownOr(string name, ExchangeSubject subject)
    {
        try
        {
            return subject.Column(name);
        }
        catch (ExchangeFault)
        {
            return name.Trim('`', '"');
        }
    }

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9_ ]*)(?:\( *([0-9]{1,3}) *(?:, *([0-9]{1,3}) *)?\))?(?: +NOT +NULL)?$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"(`[^`]+`|[A-Za-z_][A-Za-z0-9_]*) *:? +([A-Za-z][A-Za-z0-9_]*(?:\([0-9 ,]*\))?)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Column();
}
