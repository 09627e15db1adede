using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines.Databricks.Statements;

namespace Kali.Data.Engines.Databricks.Dialect;

/// <summary>A statement's values as the parameters of a request: text, with the type it is cast to.</summary>
internal static class StatementValues
{
    public static StatementParameter[]? Of(ImmutableArray<object?> values) => values.IsEmpty
        ? null
        : [.. values.Select((value, index) => Of(DatabricksDialect.Instance.ParameterMark(index + 1)[1..], value))];

    public static StatementParameter Of(string name, object? value) => value switch
    {
        null => new(name, null, "STRING"),
        string text => new(name, text, "STRING"),
        bool truth => new(name, truth ? "true" : "false", "BOOLEAN"),
        long number => new(name, Text(number), "BIGINT"),
        int number => new(name, Text(number), "INT"),
        short number => new(name, Text(number), "SMALLINT"),
        sbyte number => new(name, Text(number), "TINYINT"),
        double number => new(name, Text(number), "DOUBLE"),
        float number => new(name, Text(number), "FLOAT"),
        decimal number => Decimal(name, number),
        DateOnly date => new(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "DATE"),
        DateTimeOffset instant => new(name, instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), "TIMESTAMP"),
        DateTime local => new(name, local.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), "TIMESTAMP_NTZ"),
        Guid id => new(name, id.ToString(), "STRING"),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "Databricks takes no parameter of this type."),
    };

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static StatementParameter Decimal(string name, decimal number)
    {
        var text = Text(number);
        var digits = text.Count(char.IsAsciiDigit);
        var scale = text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? text.Length - point - 1 : 0;
        return new(name, text, string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Math.Max(digits - (text.TrimStart('-').StartsWith("0.", StringComparison.Ordinal) ? 1 : 0), Math.Max(scale, 1))},{scale})"));
    }
}
