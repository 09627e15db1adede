using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>
/// Conditions packed into longs, one bit each: a row's answers to hundreds of rules stay a few bytes wide,
/// and any combination of them ("rows with at least one problem of validity") is counted without asking again.
/// </summary>
internal sealed class BitMask(string prefix)
{
    private const int BitsPerWord = 60;
    private readonly List<SqlExpression> _conditions = [];

    public int Add(SqlExpression condition)
    {
        _conditions.Add(condition);
        return _conditions.Count - 1;
    }

    public int Words => (_conditions.Count + BitsPerWord - 1) / BitsPerWord;

    private SqlName Word(int word) => new($"{prefix}_{word}");

    public IEnumerable<Sql> Columns() => Enumerable.Range(0, Words).Select(word => Sql.Of($"{Sum(word)} AS {Word(word)}"));

    /// <summary>The words of a row for which only the chosen conditions are asked, the others being false.</summary>
    public IEnumerable<Sql> Columns(ImmutableArray<int> chosen) => Enumerable.Range(0, Words).Select(word => Sql.Of($"{Sum(word, chosen)} AS {Word(word)}"));

    /// <summary>Whether at least one of those bits is set.</summary>
    public SqlExpression Any(IEnumerable<int> bits) => new AnyOf([.. bits
        .GroupBy(bit => bit / BitsPerWord)
        .Select(SqlExpression (word) => SqlExpression.Call(
            SqlFunction.BitAnd, new Column(Word(word.Key)), new WholeNumber(word.Aggregate(0L, (mask, bit) => mask | (1L << (bit % BitsPerWord)))))
            .NotEqualTo(new WholeNumber(0)))]);

    private SqlExpression Sum(int word, ImmutableArray<int>? chosen = null) => Enumerable.Range(0, _conditions.Count)
        .Where(bit => bit / BitsPerWord == word && (chosen is null || chosen.Value.Contains(bit)))
        .Select(SqlExpression (bit) => Case.When(_conditions[bit], new WholeNumber(1L << (bit % BitsPerWord)), new WholeNumber(0)))
        .Aggregate(new WholeNumber(0).CastTo(DataType.Long), (sum, one) => new Arithmetic(ArithmeticOperator.Add, sum, one));
}
