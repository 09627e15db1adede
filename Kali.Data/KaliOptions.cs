namespace Kali.Data;

/// <summary>Section <c>Kali</c>: what holds for the whole application.</summary>
public sealed class KaliOptions : ICheckedOptions
{
    public const string Section = "Kali";

    /// <summary>The engine that keeps the tables: <c>embedded</c>.</summary>
    public string Engine { get; set; } = "embedded";

    /// <summary>The catalog of this lake; one lake holds one.</summary>
    public string Catalog { get; set; } = "kali_dev";

    public IEnumerable<string> Problems()
    {
        if (Engine is not "embedded")
            yield return $"Kali:Engine is “{Engine}”; the engine is embedded.";
        if (!SafeName.IsSafe(Catalog) || SafeName.From(Catalog, "") != Catalog)
            yield return $"Kali:Catalog is “{Catalog}”; a catalog is named with small letters, digits and underscores, for example kali_dev.";
    }
}
