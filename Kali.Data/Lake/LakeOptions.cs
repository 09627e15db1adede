namespace Kali.Data.Lake;

/// <summary>Section <c>Kali:Lake</c>: where the lake lies.</summary>
public sealed class LakeOptions : ICheckedOptions
{
    public const string Section = "Kali:Lake";

    /// <summary>The folder of the lake; without one it is <c>Kali</c> in the user's local application data.</summary>
    public string? Folder { get; set; }

    /// <summary>The lake's folder as an absolute path.</summary>
    public string Root => Path.GetFullPath(string.IsNullOrWhiteSpace(Folder) ? Default : Folder);

    private static string Default => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Kali");

    public IEnumerable<string> Problems()
    {
        if (File.Exists(Root))
            yield return $"Kali:Lake:Folder is “{Root}”, which is a file; the lake needs a folder.";
    }
}
