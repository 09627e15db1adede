using System.Globalization;
using System.Text;

namespace Kali.Web.Tests.Commands;

/// <summary>
/// A file as people send it: a remark above the header, semicolons, decimal commas, a date that is none, a number that is none,
/// a row that stands twice and one with a field too many.
/// </summary>
internal static class MessyOrders
{
    public const int Lines = 63;
    public const int NotReadable = 1;
    public const int Duplicates = 1;

    /// <summary>The row, as a spreadsheet shows it, in which the date is none.</summary>
    public const int RowOfTheBadDate = 14;

    public const int RowOfTheBadAmount = 24;

    public const int RowOfTheDuplicate = 64;

    public static string Csv()
    {
        var text = new StringBuilder("Export vom 30.09.2026\r\n\r\nBestell-Nr;Bestelldatum;Ort;Betrag (€)\r\n");
        for (var i = 1; i <= 60; i++)
        {
            var date = i == 11 ? "31.02.2026" : string.Create(CultureInfo.InvariantCulture, $"{13 + i % 15}.09.2026");
            var amount = i == 21 ? "auf Anfrage" : string.Create(CultureInfo.InvariantCulture, $"{i},50");
            text.Append(CultureInfo.InvariantCulture, $"A-{1000 + i};{date};{(i % 2 == 0 ? "Düsseldorf" : "Köln")};{amount}\r\n");
        }
        text.Append("A-1060;13.09.2026;Düsseldorf;60,50\r\n");
        text.Append("A-1070;14.09.2026;Köln;1,00;zu viel\r\n");
        text.Append("A-1071;14.09.2026;Köln;2,00\r\n");
        return text.ToString();
    }
}
