using Kali.Data;
using Kali.Data.Pipeline;

namespace Kali.Web.Pipeline;

/// <summary>The English words of runs; pages put them through the texts.</summary>
public static class RunWords
{
    public static string State(RunSnapshot run) => run.State switch
    {
        RunState.Queued => "Waits",
        RunState.Running when run.IsCancelling => "Is being cancelled",
        RunState.Running => "Running",
        RunState.Interrupted => "Goes on soon",
        RunState.Failed => "Stopped",
        RunState.Cancelled => "Cancelled",
        _ => "Done",
    };

    public static string Step(RunStepName step) => step switch
    {
        RunStepName.Land => "Land",
        RunStepName.Raw => "Raw",
        RunStepName.Profile => "Profile",
        RunStepName.Silver => "Silver",
        RunStepName.Checks => "Checks",
        RunStepName.Quarantine => "Quarantine",
        RunStepName.Gold => "Gold",
        RunStepName.Lineage => "Lineage",
        _ => "Records",
    };

    /// <summary>What a step does, in a few words beside its name.</summary>
    public static string Does(RunStepName step) => step switch
    {
        RunStepName.Land => "the file is where it belongs, byte for byte",
        RunStepName.Raw => "every value kept as text, exactly as it stands",
        RunStepName.Profile => "counts, types and typical values of each column",
        RunStepName.Silver => "types, trims, one spelling for missing, exact duplicates out",
        RunStepName.Checks => "rules and gate",
        RunStepName.Quarantine => "rows that break a rule, with the reasons",
        RunStepName.Gold => "the rows that passed, for everyone",
        RunStepName.Lineage => "what came from where",
        _ => "the run, its results and its ledger as tables",
    };

    /// <summary>What was changed on the way.</summary>
    public static string Change(string kind) => kind switch
    {
        "trimmed" or "trim" => "Spaces removed",
        "normalised" or "nfc" => "Characters composed (NFC)",
        "missing" or "empty-to-null" or "null-spelling" => "Written as missing",
        "date" or "read-as-date" => "Read as a date",
        "number" or "read-as-number" => "Read as a number",
        "timestamp" or "read-as-timestamp" => "Read as a time",
        "boolean" or "read-as-boolean" => "Read as yes or no",
        "not-fitting" => "Does not fit its type, kept in quarantine",
        "duplicate" or "duplicates" => "Exact duplicates left out",
        _ => kind,
    };
}
