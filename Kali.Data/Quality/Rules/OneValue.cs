using System.Collections.Immutable;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Several columns as one value, so that what is counted of one column is counted of several together.</summary>
internal static class OneValue
{
    /// <summary>NULL where one of them is missing. Several are texts one after another, each with its length before it, so that no two combinations are alike.</summary>
    public static SqlExpression Of(ImmutableArray<string> columns) => columns is [var only]
        ? new Column(only)
        : SqlExpression.Call(SqlFunction.Concat, [.. columns.SelectMany(Part)]);

    private static IEnumerable<SqlExpression> Part(string column)
    {
        var text = new Column(column).AsText();
        return [SqlExpression.Call(SqlFunction.Length, text).AsText(), new Constant(":"), text, new Constant(";")];
    }
}
