namespace Kali.Data.Quality;

/// <summary>What a run found out about one load.</summary>
/// <param name="Run">The run.</param>
/// <param name="LoadNo">The load.</param>
/// <param name="At">When.</param>
/// <param name="SilverVersion">The version of silver that was checked.</param>
/// <param name="RuleSet">Scores are comparable only where this is the same.</param>
/// <param name="Report">What the rules said.</param>
/// <param name="Profile">What the load holds; null when none was made.</param>
public sealed record LoadQuality(RunId Run, long LoadNo, DateTimeOffset At, long SilverVersion, string RuleSet, CheckReport Report, Profile? Profile);
