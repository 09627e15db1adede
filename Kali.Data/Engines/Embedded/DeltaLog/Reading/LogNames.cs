using System.Globalization;

namespace Kali.Data.Engines.Embedded.DeltaLog.Reading;

/// <summary>The names of files in a table's <c>_delta_log</c>.</summary>
internal static class LogNames
{
    public const string Folder = "_delta_log";
    public const string LastCheckpoint = "_last_checkpoint";
    public const string Sidecars = "_sidecars";

    public static string Commit(long version) => string.Create(CultureInfo.InvariantCulture, $"{version:D20}.json");

    public static string Checkpoint(long version) => string.Create(CultureInfo.InvariantCulture, $"{version:D20}.checkpoint.parquet");

    public static bool TryCommit(ReadOnlySpan<char> name, out long version)
    {
        version = 0;
        return name.Length == 25 && name.EndsWith(".json", StringComparison.Ordinal) && TryVersion(name, out version);
    }

    /// <summary>
    /// A checkpoint of any of the three kinds: one file (<c>n.checkpoint.parquet</c>), several parts (<c>n.checkpoint.o.p.parquet</c>),
    /// or V2 (<c>n.checkpoint.uuid.json|parquet</c>).
    /// </summary>
    public static bool TryCheckpoint(string name, out long version, out int part, out int parts)
    {
        (version, part, parts) = (0, 1, 1);
        var pieces = name.Split('.');
        if (pieces.Length < 3 || pieces[1] != "checkpoint" || pieces[0].Length != 20 || !TryVersion(pieces[0], out version))
            return false;
        return pieces.Length switch
        {
            3 => pieces[2] == "parquet",
            4 => pieces[3] is "parquet" or "json",
            5 => pieces[4] == "parquet"
                && int.TryParse(pieces[2], NumberStyles.None, CultureInfo.InvariantCulture, out part)
                && int.TryParse(pieces[3], NumberStyles.None, CultureInfo.InvariantCulture, out parts)
                && part >= 1 && part <= parts,
            _ => false,
        };
    }

    private static bool TryVersion(ReadOnlySpan<char> name, out long version) =>
        long.TryParse(name[..20], NumberStyles.None, CultureInfo.InvariantCulture, out version);
}
