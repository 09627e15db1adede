using DuckDB.NET.Native;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>What DuckDB says when it cannot go on, as Kali's exceptions say it.</summary>
internal static class DuckFault
{
    public static Exception From(string message, DuckDBErrorType type, CancellationToken ct)
    {
        if (type == DuckDBErrorType.Interrupt || message.StartsWith("INTERRUPT", StringComparison.OrdinalIgnoreCase))
            return new OperationCanceledException("The statement was ended before its last row.", ct);
        if (type == DuckDBErrorType.OutOfMemory || message.StartsWith("Out of Memory", StringComparison.Ordinal))
            return new DuckMemoryException($"The statement needs more memory than the engine may use, and nothing was changed. Give it more with Kali:Embedded:MemoryBytes, or ask for less at once. ({FirstLine(message)})");
        if (message.Contains("No space left on device", StringComparison.Ordinal) || message.Contains("not enough space on the disk", StringComparison.OrdinalIgnoreCase))
            return new KaliException("The disk is full, so the statement ended and nothing was changed. Free some space and start it again.");
        if (type is DuckDBErrorType.Io)
            return new KaliException($"The storage did not answer as expected, and nothing was changed: {FirstLine(message)}");
        if (type is DuckDBErrorType.Fatal or DuckDBErrorType.Internal)
            return new DuckBrokenException(FirstLine(message));
        return new RefusedException($"The statement cannot run: {FirstLine(message)}");
    }

    /// <summary>The rest shows the statement's text, which is of no use to a person.</summary>
    private static string FirstLine(string message)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        var line = end < 0 ? message : message[..end];
        var colon = line.IndexOf(" Error: ", StringComparison.Ordinal);
        return (colon is > 0 and < 40 ? line[(colon + 8)..] : line).TrimEnd('\r', '.', '!') + ".";
    }
}

/// <summary>The engine met a fault inside itself; the instance it happened in is given up.</summary>
internal sealed class DuckBrokenException(string message)
    : KaliException($"The engine met a fault inside itself and nothing was changed: {message} It starts anew with the next statement.");

/// <summary>The statement reached the instance's memory limit and could not spill.</summary>
internal sealed class DuckMemoryException(string message) : KaliException(message);
