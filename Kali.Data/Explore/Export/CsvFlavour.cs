using System.Globalization;

namespace Kali.Data.Explore.Export;

/// <summary>How a CSV download is written.</summary>
public sealed record CsvFlavour(char Separator, bool WithByteOrderMark, CultureInfo Culture)
{
    public static CsvFlavour Standard { get; } = new(',', WithByteOrderMark: false, CultureInfo.InvariantCulture);

    public static CsvFlavour GermanExcel { get; } = new(';', WithByteOrderMark: true, CultureInfo.GetCultureInfo("de-DE"));
}
