namespace Kali.Web.Tests;

/// <summary>The checkout the tests were built from: where sources are read and artifacts are kept.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>Source files below a folder of the repository, without what builds make.</summary>
    public static IEnumerable<string> Files(string folder, params string[] patterns) =>
        patterns.SelectMany(pattern => Directory.EnumerateFiles(System.IO.Path.Combine(Path, folder), pattern, SearchOption.AllDirectories))
            .Where(file => !file.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Kali.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests were not built inside the repository.");
    }
}
