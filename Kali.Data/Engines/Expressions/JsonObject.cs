using System.Collections.Immutable;

namespace Kali.Data.Engines.Expressions;

/// <summary>The text of a JSON object; members that are NULL may be left out or stand as null, as the engine has it.</summary>
public sealed record JsonObject(ImmutableArray<(string Name, SqlExpression Value)> Members) : SqlExpression
{
    internal override void Print(SqlPrinter printer) => printer.Dialect.PrintJsonObject(this, printer);

    public bool Equals(JsonObject? other) => other is not null && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => Members.Length;
}
