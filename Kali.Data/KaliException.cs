namespace Kali.Data;

/// <summary>
/// A fault whose sentence tells a person what happened, what is kept and what to do.
/// Everything else that escapes a service is a defect of Kali.
/// </summary>
public class KaliException : Exception
{
    public KaliException(Said said, Exception? cause = null) : base(said.Text, cause) => Said = said;

    public KaliException(string message, Exception? cause = null) : this(new Said(message), cause) { }

    /// <summary>The sentence with its figures apart, for who shows it in the reader's language; <see cref="Exception.Message"/> is the English one.</summary>
    public Said Said { get; }
}

/// <summary>The actor may not do this. The message names what would be needed, never what is hidden.</summary>
public sealed class NotAllowedException : KaliException
{
    public NotAllowedException(Said said) : base(said) { }

    public NotAllowedException(string message) : base(message) { }
}

/// <summary>A thing that was asked for by its name or id is not there (any more).</summary>
public sealed class NotFoundException : KaliException
{
    public NotFoundException(Said said) : base(said) { }

    public NotFoundException(string message) : base(message) { }
}

/// <summary>What was given (a file, a name, a setting, a statement) cannot be taken; the message says what would be.</summary>
public sealed class RefusedException : KaliException
{
    public RefusedException(Said said, Exception? cause = null) : base(said, cause) { }

    public RefusedException(string message, Exception? cause = null) : base(message, cause) { }
}
