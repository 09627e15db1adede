namespace Kali.Data.Ingest;

/// <summary>A file, an entry or a sheet that cannot be read, with the reason as a value.</summary>
public sealed class UnreadableException(Refusal refusal, Exception? cause = null) : KaliException(refusal.Message, cause)
{
    public Refusal Refusal => refusal;
}

/// <summary>A protected workbook was opened without its password, or with another one.</summary>
public sealed class PasswordNeededException(string file, bool wasWrong) : KaliException(
    wasWrong
        ? Said.Of($"The password does not open {file}. Nothing was stored. Type it as its author has it.")
        : Said.Of($"{file} is protected by a password. Nothing was stored. Give its password, which is used once and never kept."))
{
    /// <summary>Whether a sentence is this exception's, also long after it was thrown.</summary>
    public static bool IsSaidBy(Said said) => said.Key == new PasswordNeededException("", wasWrong: false).Said.Key || said.Key == new PasswordNeededException("", wasWrong: true).Said.Key;

    public string File => file;

    public bool WasWrong => wasWrong;
}
