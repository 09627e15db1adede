using System.Globalization;

namespace Kali.Data.Uploads;

/// <summary>What is told before anything was sent.</summary>
internal static class UploadTexts
{
    public static string TooLarge(NewUpload wanted, long limit) =>
        $"{wanted.FileName} is {Size(wanted.Length)}, Kali takes files up to {Size(limit)}. Nothing was sent. Split the file, or ask an admin to raise the limit.";

    public static string NoRoom(NewUpload wanted, long free) =>
        $"{wanted.FileName} is {Size(wanted.Length)}, the lake's disk has room for {Size(free)}. Nothing was sent. Free some space, or ask an admin to.";

    /// <summary>Decimal units, at most one digit behind the point.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        double size = bytes;
        var unit = 0;
        while (size >= 1000 && unit < units.Length - 1)
            (size, unit) = (size / 1000, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {units[unit]}");
    }
}
