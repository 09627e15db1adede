namespace Kali.Web.Shell;

/// <summary>Headers of columns by their technical names.</summary>
public static class ColumnLabels
{
    /// <summary>What a column is called on a page: its header, or its technical name where the file has none.</summary>
    public static string LabelOf(this IReadOnlyDictionary<string, string> labels, string column) => labels.GetValueOrDefault(column) is { Length: > 0 } label ? label : column;
}
