namespace Kali.Web.Data.Files;

/// <summary>Names of data files as a list shows them: long ids shortened in the middle, never a folder of the server.</summary>
public static class FileNames
{
    private const int Shown = 36;

    public static string Short(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length <= Shown ? name : $"{name[..(Shown / 2)]}…{name[^(Shown / 2 - 1)..]}";
    }
}
