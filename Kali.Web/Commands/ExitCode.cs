namespace Kali.Web.Commands;

/// <summary>What a verb tells the script that called it.</summary>
internal static class ExitCode
{
    public const int Well = 0;

    /// <summary>It ran and the answer is no: the gate failed, nothing of that name, one of several files could not be read.</summary>
    public const int No = 1;

    /// <summary>It could not run.</summary>
    public const int CouldNotRun = 2;
}
