using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>What a look into a file found.</summary>
public abstract record FileOutcome
{
    private FileOutcome() { }

    /// <param name="Parts">The tables in it, at least one; hidden sheets too.</param>
    /// <param name="LeftOut">Entries of an archive, or sheets, that are no table, with the reason.</param>
    public sealed record Readable(ImmutableArray<Part> Parts, ImmutableArray<Refusal> LeftOut) : FileOutcome;

    /// <param name="File">The protected file.</param>
    /// <param name="WasWrong">Whether a password was given and did not open it.</param>
    public sealed record PasswordNeeded(string File, bool WasWrong) : FileOutcome;

    public sealed record Refused(Refusal Refusal) : FileOutcome;

    /// <summary>Too little of the file has arrived to tell (or it is a format that is read only when it is whole).</summary>
    public sealed record NotYet : FileOutcome;
}
