using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>What people taught about the findings of one dataset, and whether confirmed findings hold rows back in it.</summary>
public sealed record Lessons
{
    /// <summary>How far a detector is trusted before anybody said anything: as if nine findings in ten had been accepted.</summary>
    private const double AcceptedBefore = 9;
    private const double DismissedBefore = 1;
    private const double EnoughToConfirm = 0.7;
    private const double EnoughToShow = 0.4;

    public static Lessons None { get; } = new();

    public ImmutableArray<FindingLesson> Taught { get; init; } = [];

    /// <summary>Whether rows with a confirmed finding are held back.</summary>
    public bool HoldsRowsBack { get; init; } = true;

    public bool IsDismissed(DetectorKind detector, string column) => Newest(detector, column) is { IsDismissed: true };

    /// <summary>Whether the detector's findings may be confirmed in this dataset; else they are worth a look at most.</summary>
    public bool MayConfirm(DetectorKind detector) => Trust(detector) >= EnoughToConfirm;

    public bool MayShow(DetectorKind detector) => Trust(detector) >= EnoughToShow;

    /// <summary>The share of the detector's findings that are expected to be right here, from what was accepted and dismissed.</summary>
    public double Trust(DetectorKind detector)
    {
        var said = Taught.Where(lesson => lesson.Detector == detector).GroupBy(lesson => lesson.Column).Select(column => column.MaxBy(lesson => lesson.At)!).ToList();
        var accepted = AcceptedBefore + said.Count(lesson => !lesson.IsDismissed);
        return accepted / (accepted + DismissedBefore + said.Count(lesson => lesson.IsDismissed));
    }

    public FindingLesson? Newest(DetectorKind detector, string column) =>
        Taught.Where(lesson => lesson.Detector == detector && lesson.Column == column).MaxBy(lesson => lesson.At);
}
