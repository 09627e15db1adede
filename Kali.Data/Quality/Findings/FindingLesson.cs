namespace Kali.Data.Quality;

/// <summary>What a person said of a finding.</summary>
/// <param name="Detector">The detector that found it.</param>
/// <param name="Column">The column; empty when rows as a whole are meant.</param>
/// <param name="IsDismissed">Whether it was dismissed (it is right as it stands) or accepted (it was wrong indeed).</param>
/// <param name="At">When.</param>
/// <param name="UserId">Who.</param>
/// <param name="UserName">The name shown.</param>
/// <param name="Reason">Why, in their words.</param>
public sealed record FindingLesson(DetectorKind Detector, string Column, bool IsDismissed, DateTimeOffset At, string UserId, string UserName, string? Reason);
