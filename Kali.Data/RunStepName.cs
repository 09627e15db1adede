namespace Kali.Data;

/// <summary>The steps of a run, in their order.</summary>
public enum RunStepName
{
    Land,
    Raw,
    Profile,
    Silver,
    Checks,
    Quarantine,
    Gold,
    Lineage,
    Records,
}
