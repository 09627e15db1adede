using System.Text;
using Kali.Data.Ingest.Sample;

namespace Kali.Web.Tests.Browser;

/// <summary>The sample as a person sees it in an editor: lines by their number, cells between semicolons.</summary>
internal static class SampleText
{
    private const int LinesAboveTheData = 3;

    private static readonly Lazy<string[]> Lines = new(() =>
    {
        using var content = new MemoryStream();
        SampleOrders.Write(content);
        return Windows1252.GetString(content.ToArray()).Split("\r\n");
    });

    private static Encoding Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>A line by the number an editor shows beside it.</summary>
    public static string Line(int number) => Lines.Value[number - 1];

    public static List<string> Cells(string line) => DelimitedText.Read(line, ';').Single();

    /// <summary>The next file of the same system: the first orders of the sample, what was open is shipped now.</summary>
    public static byte[] NextVersion(int orders) =>
        Windows1252.GetBytes(string.Join("\r\n", Lines.Value.Take(LinesAboveTheData + orders)).Replace(";open;", ";shipped;", StringComparison.Ordinal) + "\r\n");
}
