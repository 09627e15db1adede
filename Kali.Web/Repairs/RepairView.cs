using System.Collections.Immutable;
using Kali.Data;
using Kali.Data.Catalog;
using Kali.Data.Pipeline;
using Kali.Data.Quality;
using Kali.Web.Shell;

namespace Kali.Web.Repairs;

/// <summary>What the workspace of a dataset shows.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Held">What is held back and found, by cause.</param>
/// <param name="Offers">Recipes that fit.</param>
/// <param name="Sources">Loads whose workbook can be had.</param>
/// <param name="Open">Repairs that wait or are on their way.</param>
/// <param name="Done">The others, newest first.</param>
/// <param name="Labels">Headers by technical name.</param>
public sealed record RepairView(
    Dataset Dataset, HeldBack Held, ImmutableArray<RecipeOffer> Offers, ImmutableArray<WorkbookSource> Sources, ImmutableArray<Repair> Open, ImmutableArray<Repair> Done,
    ImmutableDictionary<string, string> Labels)
{
    public string Label(string column) => Labels.LabelOf(column);
}

/// <summary>What is being repaired: the rows a rule holds back, or the cells of a finding.</summary>
/// <param name="Rule">The rule's cause.</param>
/// <param name="Found">Or the finding's.</param>
public sealed record RepairCause(HeldCause? Rule, FoundCause? Found)
{
    /// <summary>Tells causes apart, and stands in the address.</summary>
    public string Key => Rule?.Rule.Id.ToString() ?? Found!.Key;

    public long Rows => Rule?.Rows ?? Found!.Cells;

    public bool IsConfirmed => Rule?.Rule.HoldsRowsBack ?? Found!.Tier is FindingTier.Confirmed;

    /// <summary>The columns whose cells are meant.</summary>
    public ImmutableArray<string> Columns => Rule?.Rule.Columns ?? [Found!.Column];

    /// <summary>The edit as one about this cause's rows.</summary>
    public RepairEdit Scoped(RepairEdit edit) => Rule is { Rule.Id: var id } ? edit with { Rule = id } : edit with { Finding = Found!.Key };

    public bool IsOf(RepairEdit edit) => Rule is { Rule.Id: var id } ? edit.Rule == id : edit.Finding == Found!.Key;
}
