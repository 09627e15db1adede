namespace Kali.Data.Lineage;

/// <summary>Section <c>Kali:OpenLineage</c>. Events are always kept in the lake, under <c>lineage/openlineage/</c>.</summary>
public sealed class OpenLineageOptions : ICheckedOptions
{
    public const string Section = "Kali:OpenLineage";

    /// <summary>Where events are posted to, the whole address: <c>https://host/api/v1/lineage</c>. Without one they are not sent.</summary>
    public string? Url { get; set; }

    /// <summary>Sent as a bearer token.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The namespace of Kali's jobs.</summary>
    public string Namespace { get; set; } = "kali";

    public IEnumerable<string> Problems()
    {
        if (!string.IsNullOrWhiteSpace(Url) && !(Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return $"Kali:OpenLineage:Url is “{Url}”; it is an http or https address, for example https://host/api/v1/lineage.";
        if (string.IsNullOrWhiteSpace(Namespace))
            yield return "Kali:OpenLineage:Namespace is empty; jobs need one, for example kali.";
    }
}
