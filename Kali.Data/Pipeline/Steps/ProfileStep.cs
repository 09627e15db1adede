using Kali.Data.Engines;
using Kali.Data.Quality;

namespace Kali.Data.Pipeline.Steps;

/// <summary>Profile: what the load's columns hold, what reading them will change, and how many rows are there twice.</summary>
internal sealed class ProfileStep(Profiler profiler, ILakehouse lakehouse) : RunStep
{
    public override RunStepName Name => RunStepName.Profile;

    public override async Task<StepResult> WorkAsync(RunContext run, CancellationToken ct)
    {
        if (run.Request.GoesBackTo is not null)
            return new StepResult { Facts = run.Facts, State = StepState.Skipped, Rows = run.Facts.RawRows };
        var source = ProfileSource.Of(PipelinePlans.Load(run), PipelinePlans.Texts(run), MissingSpellings.Default, run.Facts.RawRows);
        var profile = await profiler.ProfileLoadAsync(source, run.Actor, ct, run.Progress);
        var changes = profile.Columns.SelectMany(column => column.Changes.Select(change => new ChangeOnTheWay(Name, Word(change.Kind), column.Name, change.Count, change.Example)));
        return new StepResult
        {
            Facts = run.Facts with { Duplicates = profile.Duplicates },
            Rows = profile.Rows,
            Findings = profile.ToJson(),
            Changes = [.. changes.OrderByDescending(change => change.Cells)],
            Work = StepWork.None with
            {
                Sources = [new StepSource(run.Dataset.Raw, run.Facts.RawVersion)],
                Statements = [.. PipelineStatements.Of(source, profile).Select(statement => lakehouse.Explain(statement).Text)],
            },
            Says = Said.Of($"{profile.Columns.Length} columns of {profile.Rows:N0} rows."),
        };
    }

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Trimmed => "trimmed",
        ChangeKind.Normalised => "normalised",
        ChangeKind.ReadAsMissing => "missing",
        ChangeKind.ReadAsValue => "typed",
        _ => "not-fitting",
    };
}
