using System.Globalization;
using System.Text;

namespace Kali.Web.Tests.Pipeline;

/// <summary>A file as people send it: a semicolon, decimal commas, blanks at the ends, spellings of "missing", values that fit no type, rows twice, records cut off.</summary>
internal static class MessyFile
{
    /// <summary>
    /// Rows numbered from <paramref name="first"/>. Of every hundred: one is an exact duplicate of the row before it, one has an amount that is no number,
    /// one has a date that does not exist, one has a field too many.
    /// </summary>
    public static (byte[] Bytes, long Lines, long NotReadable, long Duplicates, long Misfits) Orders(int rows, int first = 1)
    {
        var text = new StringBuilder("Bestell-Nr;Kunde;Betrag;Bestellt am\r\n");
        var (lines, notReadable, duplicates, misfits) = (0L, 0L, 0L, 0L);
        for (var i = first; i < first + rows; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"A-{i:D6}");
            var customer = (i % 7) switch { 0 => "  Müller ", 1 => "n/a", 2 => "\"Meier; Söhne\"", _ => $"Kunde {i}" };
            var amount = string.Create(CultureInfo.InvariantCulture, $"{i % 1000},{i % 90 + 10}");
            var day = string.Create(CultureInfo.InvariantCulture, $"{i % 27 + 1:D2}.{i % 12 + 1:D2}.2026");
            switch (i % 100)
            {
                case 10:
                    Line($"{id};{customer};{amount};{day}");
                    duplicates++;
                    break;
                case 20:
                    amount = "viel";
                    misfits++;
                    break;
                case 30:
                    day = "31.02.2026";
                    misfits++;
                    break;
                case 40:
                    Line($"{id};{customer};{amount};{day};zu viel");
                    notReadable++;
                    continue;
            }
            Line($"{id};{customer};{amount};{day}");
        }
        return (Encoding.UTF8.GetBytes(text.ToString()), lines, notReadable, duplicates, misfits);

        void Line(string line)
        {
            text.Append(line).Append("\r\n");
            lines++;
        }
    }
}
