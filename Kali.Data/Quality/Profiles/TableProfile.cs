namespace Kali.Data.Quality;

/// <summary>The profile of a layer at one version.</summary>
/// <param name="Layer">Which layer.</param>
/// <param name="Version">The version of its table.</param>
/// <param name="At">When it was counted.</param>
/// <param name="Profile">What is normal in its columns, over all rows.</param>
public sealed record TableProfile(Layer Layer, long Version, DateTimeOffset At, Profile Profile);
