namespace Kali.Data.Pipeline;

/// <summary>Section <c>Kali:Upkeep</c>: how often the small files of a layer's tables become larger ones.</summary>
public sealed class UpkeepOptions : ICheckedOptions
{
    public const string Section = "Kali:Upkeep";

    /// <summary>Whether this process does it.</summary>
    public bool Works { get; set; } = true;

    public TimeSpan Raw { get; set; } = TimeSpan.FromDays(1);

    public TimeSpan Silver { get; set; } = TimeSpan.FromDays(1);

    public TimeSpan Gold { get; set; } = TimeSpan.FromDays(7);

    public TimeSpan Metadata { get; set; } = TimeSpan.FromDays(1);

    public TimeSpan Of(Layer layer) => layer switch
    {
        Layer.Raw => Raw,
        Layer.Gold => Gold,
        Layer.Metadata => Metadata,
        _ => Silver,
    };

    public IEnumerable<string> Problems()
    {
        foreach (var (name, every) in new[] { (nameof(Raw), Raw), (nameof(Silver), Silver), (nameof(Gold), Gold), (nameof(Metadata), Metadata) })
        {
            if (every < TimeSpan.FromHours(1))
                yield return $"{Section}:{name} is {every}; at least an hour lies between two times.";
        }
    }
}
