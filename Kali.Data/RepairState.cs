namespace Kali.Data;

/// <summary>How far a repair is on its way into silver and gold.</summary>
public enum RepairState
{
    /// <summary>Somebody is still collecting edits; nobody else sees it.</summary>
    Draft,

    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>A second person agreed; its runs put it into silver and gold.</summary>
    Approved,

    /// <summary>A second person said no; nothing was changed.</summary>
    Declined,

    /// <summary>Its proposer took it back before it was approved.</summary>
    Withdrawn,

    /// <summary>It was approved, and undone since.</summary>
    Undone,
}
