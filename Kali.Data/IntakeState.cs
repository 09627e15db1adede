namespace Kali.Data;

/// <summary>How far a part of an upload is on its way into a dataset.</summary>
public enum IntakeState
{
    /// <summary>A person has to answer something, or to say that it may start.</summary>
    Asking,

    /// <summary>It needs a password before it can be read.</summary>
    NeedsPassword,

    /// <summary>The same bytes were loaded before; nothing is loaded unless a person wants it.</summary>
    Same,

    /// <summary>Its run has been started.</summary>
    Started,

    /// <summary>A person decided not to load it.</summary>
    LeftOut,
}
