using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>A column a table must have.</summary>
/// <param name="Name">Its technical name.</param>
/// <param name="Type">Its type by Delta's name, such as <c>decimal(10,2)</c>; null when any will do.</param>
public sealed record ExpectedColumn(string Name, string? Type = null);

/// <summary>The table has these columns, with these types; when strict, no others and in this order.</summary>
public sealed record HasSchema(ImmutableArray<ExpectedColumn> Expected, bool IsStrict = false) : RuleKind
{
    internal const string Name = "schema";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [];

    public override QualityDimension Dimension => QualityDimension.Consistency;

    public override bool IsAboutRows => false;

    public ImmutableArray<ExpectedColumn> Expected { get; init; } = Expected.IsDefault ? [] : Expected;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.HasSchema([.. Expected.Select(column => column.Type is null ? label(column.Name) : $"{label(column.Name)} ({column.Type})")], IsStrict);

    internal override RuleTest Test(RuleSubject subject)
    {
        var columns = subject.Schema.Columns.Where(column => !column.IsSystem).ToList();
        var differences = new List<string>();
        foreach (var expected in Expected)
        {
            var found = columns.Find(column => column.Name == expected.Name);
            if (found is null)
                differences.Add($"−{expected.Name}");
            else if (expected.Type is not null && expected.Type != found.Type.Name)
                differences.Add($"{expected.Name}: {found.Type.Name}");
        }
        if (IsStrict)
        {
            differences.AddRange(columns.Where(column => Expected.All(expected => expected.Name != column.Name)).Select(column => $"+{column.Name}"));
            if (differences.Count == 0 && !columns.Select(column => column.Name).SequenceEqual(Expected.Select(expected => expected.Name)))
                differences.Add(string.Join(", ", columns.Select(column => column.Name)));
        }
        return new RuleTest.Whole(_ => new WholeVerdict(
            differences.Count == 0,
            Failing: null,
            differences.Count == 0 ? "=" : string.Join(", ", differences),
            string.Join(", ", Expected.Select(column => column.Type is null ? column.Name : $"{column.Name}: {column.Type}"))));
    }

    public bool Equals(HasSchema? other) => other is not null && Expected.AsSpan().SequenceEqual(other.Expected.AsSpan()) && IsStrict == other.IsStrict;

    public override int GetHashCode() => Expected.Length;
}
