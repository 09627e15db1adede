using System.Text.Json;

namespace Kali.Data.Quality;

/// <summary>What is fixed about kinds of defects.</summary>
public static class DefectKinds
{
    /// <summary>The word of files and addresses: <c>unit_shift</c>.</summary>
    public static string Code(DefectKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>Whether the upload as a whole is the worse for it, rather than single rows: it is planted once, in a copy of its own.</summary>
    public static bool IsOfUpload(DefectKind kind) => kind is DefectKind.RowsLost or DefectKind.ManyMissing or DefectKind.StaleDates;
}
