using System.Diagnostics.CodeAnalysis;

namespace Kali.Data.Lineage;

/// <summary>How the ends of an edge are named in the store and in addresses: a table by its full name, an upload by <c>upload/</c> and its id.</summary>
public static class LineageNames
{
    private const string Upload = "upload/";

    public static string OfUpload(string uploadId) => Upload + uploadId;

    public static bool TryUpload(string name, [NotNullWhen(true)] out string? uploadId)
    {
        uploadId = name.StartsWith(Upload, StringComparison.Ordinal) ? name[Upload.Length..] : null;
        return uploadId is not null;
    }
}
