using System.Globalization;

namespace Kali.Web.Commands;

/// <summary>Figures on the command line: the same in every language, so that scripts can rely on them.</summary>
internal static class VerbWords
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>A word of the code as JSON writes it: <c>GateFailed</c> is <c>gate_failed</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static string Word(Kali.Data.Ingest.SkippedLineKind kind) => kind switch
    {
        Kali.Data.Ingest.SkippedLineKind.Preamble => "above the header",
        Kali.Data.Ingest.SkippedLineKind.Units => "units",
        Kali.Data.Ingest.SkippedLineKind.Comment => "remarks",
        Kali.Data.Ingest.SkippedLineKind.Total => "totals",
        Kali.Data.Ingest.SkippedLineKind.OtherTable => "another table of the file",
        _ => "behind the data",
    };
}
