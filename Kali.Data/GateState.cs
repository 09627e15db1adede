namespace Kali.Data;

/// <summary>What the rules decided about a load: whether its rows may go on to gold.</summary>
public enum GateState
{
    Passed,

    /// <summary>A limit that only warns was passed; the rows go on.</summary>
    Warned,

    /// <summary>A limit that stops was passed; gold keeps its version and the load waits in silver.</summary>
    Failed,
}
