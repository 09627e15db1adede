using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kali.Data.Quality;

/// <summary>What shall become of some cells of one column. Told as a method wherever it can be, so that it can be told again of other rows.</summary>
/// <param name="Column">The technical name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "edit")]
[JsonDerivedType(typeof(Spelling), "spelling")]
[JsonDerivedType(typeof(Formula), "formula")]
[JsonDerivedType(typeof(Proposals), "proposals")]
[JsonDerivedType(typeof(Cell), "cell")]
public abstract record RepairEdit(string Column)
{
    /// <summary>The rule whose held-back rows are meant.</summary>
    public Guid? Rule { get; init; }

    /// <summary>The finding whose cells are meant: a <see cref="FindingGroup.Key"/>. Without it and a rule, all rows of the dataset are.</summary>
    public string? Finding { get; init; }

    /// <summary>Rows left out by hand.</summary>
    public ImmutableArray<long> Except { get; init; } = [];

    /// <summary>Whether it means something for rows that are not there yet.</summary>
    [JsonIgnore]
    public virtual bool IsMethod => true;

    /// <summary>Every cell with exactly this text.</summary>
    /// <param name="From">The text as it stands; null for cells without any.</param>
    /// <param name="To">What it becomes; null for nothing.</param>
    public sealed record Spelling(string Column, string? From, string? To) : RepairEdit(Column);

    /// <summary>Every cell of the rule's rows becomes what an expression over the row's texts says.</summary>
    /// <param name="Expression">In the language of row expressions; its result is a text.</param>
    /// <param name="Where">Only rows for which this condition is true; null for all.</param>
    public sealed record Formula(string Column, string Expression, string? Where = null) : RepairEdit(Column);

    /// <summary>Every cell of a finding becomes what its detector proposes.</summary>
    public sealed record Proposals(string Column) : RepairEdit(Column);

    /// <summary>One cell.</summary>
    /// <param name="RowId">Its row.</param>
    /// <param name="From">What it said when the edit was made: a cell that says something else by now is left alone.</param>
    /// <param name="To">What it becomes; null for nothing.</param>
    public sealed record Cell(string Column, long RowId, string? From, string? To) : RepairEdit(Column)
    {
        public override bool IsMethod => false;
    }
}
