namespace Kali.Data;

/// <summary>
/// A fault whose message tells a person what happened, what is kept and what to do.
/// Everything else that escapes a service is a defect of Kali.
/// </summary>
public class KaliException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The actor may not do this. The message names what would be needed, never what is hidden.</summary>
public sealed class NotAllowedException(string message) : KaliException(message);

/// <summary>A thing that was asked for by its name or id is not there (any more).</summary>
public sealed class NotFoundException(string message) : KaliException(message);

/// <summary>What was given (a file, a name, a setting, a statement) cannot be taken; the message says what would be.</summary>
public sealed class RefusedException(string message, Exception? cause = null) : KaliException(message, cause);
