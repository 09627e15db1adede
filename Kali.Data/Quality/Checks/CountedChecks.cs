namespace Kali.Data.Quality;

/// <summary>Rules that ran on a subject.</summary>
/// <param name="Plan">Those that could run, with the reasons of the others.</param>
/// <param name="Counts">What they counted.</param>
/// <param name="Report">What came of it.</param>
internal sealed record CountedChecks(CheckPlan Plan, CheckCounts Counts, CheckReport Report)
{
    /// <summary>No rule at all.</summary>
    public static CountedChecks None(FindingSubject subject, long rows) => new(
        CheckPlan.For(new CheckSubject(subject.Silver, SilverPlan.SchemaOf(subject.Load.Readings), subject.Load.Rows, DateTimeOffset.UnixEpoch), []),
        new CheckCounts { Rows = rows },
        new CheckReport(rows, [], null));
}
