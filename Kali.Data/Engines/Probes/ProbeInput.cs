using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines.Probes;

/// <summary>Tiny tables of literals, and probes over them.</summary>
internal static class ProbeInput
{
    public static Column A { get; } = new("a");

    public static Column B { get; } = new("b");

    public static Column C { get; } = new("c");

    /// <summary>A table of one column, named a.</summary>
    public static Sql Of(DataType type, params object?[] values) =>
        Sql.Of($"(VALUES {values.Select(value => Sql.Of($"({new Constant(value).CastTo(type)})"))}) AS input({A.Name})");

    /// <summary>A table of several columns, named a, b, c.</summary>
    public static Sql Of(ImmutableArray<DataType> types, params object?[][] rows)
    {
        var names = new[] { A, B, C }.Take(types.Length).Select(column => column.Name);
        var tuples = rows.Select(row => Sql.Of($"({row.Select((value, index) => (Sql)new Constant(value).CastTo(types[index]))})"));
        return Sql.Of($"(VALUES {tuples}) AS input({names})");
    }

    /// <summary>The expression's answer for every row of the input, in its order.</summary>
    public static Probe Each(string name, SqlExpression expression, Sql input) =>
        new(name, Sql.Of($"SELECT {expression} AS answer FROM {input}"));

    /// <summary>The answer over all rows of the input.</summary>
    public static Probe Whole(string name, SqlExpression aggregate, Sql input) => Each(name, aggregate, input);

    public static Probe Whole(string name, Sql aggregate, Sql input) => new(name, Sql.Of($"SELECT {aggregate} AS answer FROM {input}"));

    public static Sql Texts(params object?[] values) => Of(DataType.String, values);

    public static Sql Longs(params object?[] values) => Of(DataType.Long, values);

    public static Sql Doubles(params object?[] values) => Of(DataType.Double, values);

    public static SqlExpression Text(string? value) => new Constant(value).CastTo(DataType.String);

    public static SqlExpression Number(long value) => new WholeNumber(value);
}
