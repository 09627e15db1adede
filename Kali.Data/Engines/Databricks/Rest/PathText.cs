namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>Addresses relative to the workspace; every part and value is escaped.</summary>
internal static class PathText
{
    public static string Escape(string part) => Uri.EscapeDataString(part);

    /// <summary>A path below a folder, its slashes kept.</summary>
    public static string EscapeAll(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = new System.Text.StringBuilder(path);
        var mark = '?';
        foreach (var (name, value) in query)
        {
            if (value is null)
                continue;
            text.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }
        return text.ToString();
    }
}
