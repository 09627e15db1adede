using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>A local time with the parts that tell its offset; columns all, because they are used many times.</summary>
/// <param name="Value">A timestamp_ntz.</param>
/// <param name="Year">Its year.</param>
/// <param name="Day">Its month × 100 + day.</param>
public sealed record LocalTime(Column Value, Column Year, Column Day)
{
    public static SqlExpression YearOf(SqlExpression local) => SqlExpression.Call(SqlFunction.Year, local);

    public static SqlExpression DayOf(SqlExpression local) => new Arithmetic(
        ArithmeticOperator.Add,
        new Arithmetic(ArithmeticOperator.Multiply, SqlExpression.Call(SqlFunction.Month, local), new WholeNumber(100)),
        SqlExpression.Call(SqlFunction.Day, local));
}
