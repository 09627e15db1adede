using System.Text;
using Kali.Data.Engines;
using Kali.Data.Quality;
using Xunit;
using static Kali.Web.Tests.Quality.QualityLake;

namespace Kali.Web.Tests.Quality;

/// <summary>
/// What each kind asks of a row, as DuckDB is asked. The file is the golden one: another dialect prints the same tree, and both find the same rows.
/// Set KALI_WRITE_GOLDEN to write it anew.
/// </summary>
public sealed class RuleSqlTests : IDisposable
{
    private readonly QualityLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void EveryKind_AsksWhatTheGoldenFileSays()
    {
        var schema = new TableSchema([
            new("id", DataType.String), new("country", DataType.String), new("amount", DataType.DecimalOf(10, 2)), new("weight", DataType.Long), new("ordered", DataType.Date),
            new("delivered", DataType.Date), new("contact", DataType.String), new("note", DataType.String), new("_row_id", DataType.Long), new("_not_fitting", DataType.String)]);
        var subject = new CheckSubject(Orders.Silver, schema, null, new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero)) { LoadNo = 2 };
        var printed = new StringBuilder();
        foreach (var kind in RuleVocabularyTests.Kinds.Append(new NotNull("amount")).Append(new FitsType("amount")).Append(new IsFresh("ordered", TimeSpan.FromDays(1))))
        {
            var statement = _lake.Lakehouse.Dialect.Print(CheckPlan.For(subject, [Rule(kind)]).Statement, table => table.Shown);
            printed.Append("-- ").Append(RuleWords.English.Demand(Rule(kind), column => column)).Append('\n').Append(statement.Text.Replace("\r", "", StringComparison.Ordinal)).Append(";\n");
            foreach (var (index, value) in statement.Parameters.Index())
                printed.Append("--   ").Append(FormattableString.Invariant($"${index + 1} = {value}")).Append('\n');
            printed.Append('\n');
        }
        var golden = Path.Combine(RepositoryRoot.Path, "Kali.Web.Tests", "Quality", "Golden", "rules.duckdb.sql");
        if (Environment.GetEnvironmentVariable("KALI_WRITE_GOLDEN") is { Length: > 0 })
            File.WriteAllText(golden, printed.ToString());
        Assert.Equal(File.ReadAllText(golden), printed.ToString());
    }
}
