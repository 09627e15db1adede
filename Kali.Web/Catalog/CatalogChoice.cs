using Kali.Data;

namespace Kali.Web.Catalog;

/// <summary>What the reader narrows the catalog to; what is null does not narrow.</summary>
/// <param name="Layer">A layer it has.</param>
/// <param name="Gate"><c>passed</c>, <c>warned</c>, <c>failed</c> or <c>none</c>.</param>
/// <param name="Tag">A tag it has.</param>
/// <param name="Owner">Its owner's id.</param>
public sealed record CatalogChoice(Layer? Layer = null, string? Gate = null, string? Tag = null, string? Owner = null)
{
    public bool IsEmpty => this == new CatalogChoice();
}

/// <summary>One value to narrow by.</summary>
/// <param name="Value">As the address has it.</param>
/// <param name="Text">As people read it; the value where it is a word of the interface.</param>
/// <param name="Count">Datasets that would be left.</param>
public sealed record Facet(string Value, string Text, int Count);
