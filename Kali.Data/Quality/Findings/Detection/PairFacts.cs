namespace Kali.Data.Quality;

/// <summary>How far one column (or two) decides another: what a vote weighs.</summary>
/// <param name="Left">The deciding columns.</param>
/// <param name="Right">The decided one.</param>
/// <param name="Rows">Rows with all of them.</param>
/// <param name="Mu">0: no better than chance; 1: always. Corrected for chance and for many small groups (the measure μ⁺).</param>
/// <param name="Voting">Rows in groups of at least three.</param>
/// <param name="Against">Of these, rows that have not their group's most frequent value.</param>
/// <param name="Repeated">Of these again, rows whose value the group has more than once and to more than a tenth: a second truth, no error.</param>
/// <param name="Pure">Rows in large groups nearly all of which have one value.</param>
internal sealed record PairFacts(LeftSide Left, ColumnFacts Right, long Rows, double Mu, long Voting, long Against, long Repeated, long Pure)
{
    public double AgainstShare => Voting == 0 ? 0 : (double)Against / Voting;

    public double RepeatedShare => Against == 0 ? 0 : (double)Repeated / Against;
}

/// <summary>One deciding column, or two together.</summary>
internal sealed record LeftSide(ColumnFacts First, ColumnFacts? Second = null)
{
    public IEnumerable<ColumnFacts> Columns => Second is null ? [First] : [First, Second];

    public bool Has(ColumnFacts column) => First.Index == column.Index || Second?.Index == column.Index;

    public string Shown => Second is null ? First.Name : $"{First.Name}, {Second.Name}";
}
