using System.Collections.Immutable;
using Kali.Data.Ingest.Typing;

namespace Kali.Data.Ingest;

/// <summary>How a country writes what no value settles.</summary>
public static class Regions
{
    /// <summary>The regions that can be chosen.</summary>
    public static ImmutableArray<string> All { get; } = ["de", "en-GB", "en-US"];

    /// <param name="region">What a person chose; null when nobody did.</param>
    /// <param name="ofDataset">How the dataset's columns were written last; none when it is new.</param>
    internal static TypingHints Hints(string? region, ImmutableArray<ColumnReading> ofDataset) => region switch
    {
        "de" => TypingHints.None with { DayFirst = true, DecimalComma = true },
        "en-GB" => TypingHints.None with { DayFirst = true, DecimalComma = false },
        "en-US" => TypingHints.None with { DayFirst = false, DecimalComma = false },
        _ => TypingHints.None with { DayFirst = DayFirst(ofDataset) ?? true, DecimalComma = DecimalComma(ofDataset) },
    };

    private static bool? DayFirst(ImmutableArray<ColumnReading> columns) =>
        Agreed(columns.Select(column => column.Format switch
        {
            ValueFormat.Date date => date.Pattern,
            ValueFormat.Timestamp timestamp => timestamp.Pattern,
            _ => "",
        }).Where(pattern => pattern.Length > 0 && pattern[0] is 'd' or 'M').Select(DateText.IsDayFirst));

    private static bool? DecimalComma(ImmutableArray<ColumnReading> columns) =>
        Agreed(columns.Where(column => column.Type is Engines.DataType.Decimal).Select(column => column.Format).OfType<ValueFormat.Number>().Select(number => number.DecimalSeparator == ','));

    private static bool? Agreed(IEnumerable<bool> said)
    {
        var all = said.Distinct().ToList();
        return all.Count == 1 ? all[0] : null;
    }
}
