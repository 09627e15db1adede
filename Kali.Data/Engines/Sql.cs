using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Engines;

/// <summary>
/// A statement before it meets an engine. What is interpolated decides what it becomes:
/// a <see cref="SqlName"/> is quoted, a <see cref="TableRef"/> is resolved, a <see cref="SqlExpression"/> is printed by the dialect,
/// another <see cref="Sql"/> is spliced in, and every other value travels as a parameter. There is no way to splice a string.
/// </summary>
/// <example><code>Sql.Of($"SELECT {column} FROM {table} WHERE {column} = {value}")</code></example>
public sealed class Sql
{
    public static Sql Empty { get; } = new([]);

    private Sql(ImmutableArray<SqlPart> parts) => Parts = parts;

    public ImmutableArray<SqlPart> Parts { get; }

    public bool IsEmpty => Parts.IsEmpty;

    public static Sql Of(SqlInterpolation sql) => new(sql.ToParts());

    /// <summary>The pieces one after another with the separator between them; the separator is a constant of the caller's code.</summary>
    public static Sql Join([ConstantExpected] string separator, IEnumerable<Sql> pieces)
    {
        var parts = ImmutableArray.CreateBuilder<SqlPart>();
        foreach (var piece in pieces)
        {
            if (parts.Count > 0)
                parts.Add(new SqlPart.Text(separator));
            parts.AddRange(piece.Parts);
        }
        return new Sql(parts.ToImmutable());
    }

    public static implicit operator Sql(SqlExpression expression) => new([new SqlPart.Expression(expression)]);

    public static implicit operator Sql(SqlName name) => new([new SqlPart.Name(name)]);

    /// <summary>
    /// Text that a parser of Kali's has already taken apart and written anew (the guard of Explore, a row expression of a rule).
    /// Nothing else may call this.
    /// </summary>
    internal static Sql FromVerified(string text) => new([new SqlPart.Text(text)]);

    /// <summary>For messages and logs: parameters as marks, never their values.</summary>
    public override string ToString() => string.Concat(Parts.Select(part => part.Shown));
}

/// <summary>One part of a <see cref="Sql"/>.</summary>
public abstract record SqlPart
{
    private SqlPart() { }

    internal abstract string Shown { get; }

    public sealed record Text(string Value) : SqlPart
    {
        internal override string Shown => Value;
    }

    public sealed record Name(SqlName Value) : SqlPart
    {
        internal override string Shown => $"\"{Value}\"";
    }

    public sealed record Table(TableRef Value) : SqlPart
    {
        internal override string Shown => Value.Shown;
    }

    public sealed record Expression(SqlExpression Value) : SqlPart
    {
        internal override string Shown => "⟨expression⟩";
    }

    public sealed record Parameter(object? Value) : SqlPart
    {
        internal override string Shown => "?";
    }
}

/// <summary>Sorts what is interpolated into a statement by its type.</summary>
[InterpolatedStringHandler]
public sealed class SqlInterpolation(int literalLength, int formattedCount)
{
    private readonly ImmutableArray<SqlPart>.Builder _parts = ImmutableArray.CreateBuilder<SqlPart>(formattedCount + (literalLength > 0 ? 1 : 0));

    public void AppendLiteral(string text) => _parts.Add(new SqlPart.Text(text));

    public void AppendFormatted(SqlName name) => _parts.Add(new SqlPart.Name(name));

    public void AppendFormatted(TableName table) => _parts.Add(new SqlPart.Table(table));

    public void AppendFormatted(TableRef table) => _parts.Add(new SqlPart.Table(table));

    public void AppendFormatted(SqlExpression expression) => _parts.Add(new SqlPart.Expression(expression));

    public void AppendFormatted(Sql sql) => _parts.AddRange(sql.Parts);

    public void AppendFormatted(IEnumerable<Sql> list) => _parts.AddRange(Sql.Join(", ", list).Parts);

    public void AppendFormatted(IEnumerable<SqlName> list) => _parts.AddRange(Sql.Join(", ", list.Select(name => (Sql)name)).Parts);

    public void AppendFormatted(IEnumerable<SqlExpression> list) => _parts.AddRange(Sql.Join(", ", list.Select(expression => (Sql)expression)).Parts);

    // An ImmutableArray is a struct, and would else be taken for one value.
    public void AppendFormatted(ImmutableArray<Sql> list) => AppendFormatted(list.AsEnumerable());

    public void AppendFormatted(ImmutableArray<SqlName> list) => AppendFormatted(list.AsEnumerable());

    public void AppendFormatted(ImmutableArray<SqlExpression> list) => AppendFormatted(list.AsEnumerable());

    public void AppendFormatted(string? value) => _parts.Add(new SqlPart.Parameter(value));

    public void AppendFormatted<T>(T value) where T : struct => _parts.Add(new SqlPart.Parameter(value));

    public void AppendFormatted<T>(T? value) where T : struct => _parts.Add(new SqlPart.Parameter(value));

    internal ImmutableArray<SqlPart> ToParts() => _parts.ToImmutable();
}
