using System.Globalization;

namespace Kali.Data.Engines.Embedded.Sessions;

/// <summary>What every instance is started with.</summary>
/// <param name="MemoryBytes">Memory before it spills.</param>
/// <param name="Threads">Threads of a statement.</param>
/// <param name="TempFolder">Where it spills to; null for an instance that must not spill.</param>
internal sealed record DuckSettings(long MemoryBytes, int Threads, string? TempFolder)
{
    public void ApplyTo(DuckSession session)
    {
        Set(session, "SET GLOBAL TimeZone = $1", "UTC");
        Set(session, "SET memory_limit = $1", string.Create(CultureInfo.InvariantCulture, $"{MemoryBytes}B"));
        Set(session, "SET threads = $1", Threads);
        Set(session, "SET autoinstall_known_extensions = $1", false);
        Set(session, "SET autoload_known_extensions = $1", false);
        Set(session, "SET allow_community_extensions = $1", false);
        if (TempFolder is not null)
            Set(session, "SET temp_directory = $1", TempFolder);
    }

    private static void Set(DuckSession session, string text, object value) => session.Run(new SqlStatement(text, [value]));
}
