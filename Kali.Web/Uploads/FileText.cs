using System.Text;

namespace Kali.Web.Uploads;

/// <summary>The beginning of a file as its characters stand.</summary>
internal static class FileText
{
    private const int Bytes = 64 * 1024;
    private const int Lines = 200;

    public static async Task<string?> BeginningAsync(Stream file, string encoding, CancellationToken ct)
    {
        if (Find(encoding) is not { } found)
            return null;
        var buffer = new byte[Bytes];
        var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        var text = found.GetString(buffer, 0, read).TrimStart('\uFEFF');
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        // The last line may be cut in the middle, and so may a character of it.
        return string.Join('\n', lines.Take(Math.Min(Lines, read == Bytes ? lines.Length - 1 : lines.Length)));
    }

    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
