namespace Kali.Data.Ingest;

/// <summary>Starts the run that loads a part. The pipeline implements it, for Ingest comes before it.</summary>
public interface IPartLoads
{
    /// <summary>The run that loads it: a new one, or the one started earlier for the same <see cref="PartToLoad.Key"/>.</summary>
    Task<RunId> StartAsync(PartToLoad part, Actor actor, CancellationToken ct);
}
