namespace Kali.Web.Tests.Emulators.Sql;

/// <summary>A statement, understood; queries and expressions in it are DuckDB's already.</summary>
public abstract record SqlCommand
{
    private SqlCommand() { }

    public sealed record Query(string Duck) : SqlCommand;

    public sealed record DescribeQuery(string Duck) : SqlCommand;

    public sealed record DescribeHistory(IReadOnlyList<string> Table, int Limit) : SqlCommand;

    public sealed record DescribeDetail(IReadOnlyList<string> Table) : SqlCommand;

    public sealed record Create(
        IReadOnlyList<string> Table, bool Replaces, IReadOnlyList<DefinedColumn> Columns, IReadOnlyList<string> PartitionedBy, IReadOnlyDictionary<string, string> Properties, string? Rows) : SqlCommand
    {
        public string? Comment { get; init; }
    }

    /// <param name="Name">Its whole name.</param>
    /// <param name="Comment">What it is for.</param>
    /// <param name="Body">Python, between the dollars.</param>
    public sealed record CreateFunction(IReadOnlyList<string> Name, string Comment, string Body) : SqlCommand;

    public sealed record AddColumns(IReadOnlyList<string> Table, IReadOnlyList<DefinedColumn> Columns) : SqlCommand;

    public sealed record SetProperties(IReadOnlyList<string> Table, IReadOnlyDictionary<string, string> Properties) : SqlCommand;

    public sealed record SetTags(IReadOnlyList<string> Table, string? Column, IReadOnlyDictionary<string, string> Tags) : SqlCommand;

    public sealed record ChangeColumn(IReadOnlyList<string> Table, string Column, string? Comment, bool DemandsValue) : SqlCommand;

    public sealed record Rename(IReadOnlyList<string> Table, IReadOnlyList<string> To) : SqlCommand;

    public sealed record Drop(IReadOnlyList<string> Table) : SqlCommand;

    public sealed record Undrop(IReadOnlyList<string> Table) : SqlCommand;

    public sealed record Restore(IReadOnlyList<string> Table, long Version) : SqlCommand;

    public sealed record Optimize(IReadOnlyList<string> Table, IReadOnlyList<string> OrderedBy) : SqlCommand;

    public sealed record Vacuum(IReadOnlyList<string> Table, long Hours, bool IsDryRun) : SqlCommand;

    public sealed record Insert(IReadOnlyList<string> Table, IReadOnlyList<string> Columns, string Rows, bool Replaces) : SqlCommand;

    /// <param name="Table">The table.</param>
    /// <param name="Alias">What its rows are called.</param>
    /// <param name="Source">The other relation, with its alias.</param>
    /// <param name="On">When two rows are the same.</param>
    /// <param name="Clauses">What happens then.</param>
    public sealed record Merge(IReadOnlyList<string> Table, string Alias, string Source, string On, IReadOnlyList<string> Clauses) : SqlCommand;

    public sealed record Delete(IReadOnlyList<string> Table, string Where) : SqlCommand;

    public sealed record Update(IReadOnlyList<string> Table, string Set, string Where) : SqlCommand;
}

public sealed record DefinedColumn(string Name, string Type, bool IsNullable, string? Comment);
