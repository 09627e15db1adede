namespace Kali.Data;

/// <summary>Where a table stands: how far its rows have been cleaned and what may be done with them.</summary>
public enum Layer
{
    Raw,
    Silver,
    Quarantine,

    Gold,
    Metadata,

    /// <summary>The cells of a dataset that detectors find suspicious, beside silver.</summary>
    Findings,

    /// <summary>Cell changes that people have approved, beside silver; they lie over the texts of raw.</summary>
    Repairs,

    /// <summary>The rows of a dataset that break a rule, beside silver, in the layout of DQX.</summary>
    DqxQuarantine,
}
