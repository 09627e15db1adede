using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>Proposed readings with a person's answers put into them.</summary>
internal static class AnsweredColumns
{
    /// <summary>The readings a run would use: unanswered questions have their default.</summary>
    public static ImmutableArray<ColumnReading> Of(IntakeDraft draft, IReadOnlyDictionary<string, ColumnReading> ofDataset) =>
        [.. draft.Proposed.Select(column => InDataset(Answered(column, draft), draft, ofDataset))];

    private static ColumnReading Answered(ColumnReading column, IntakeDraft draft)
    {
        foreach (var question in draft.Questions)
        {
            var answer = draft.Answers.GetValueOrDefault(question.Key, question.Default);
            column = question switch
            {
                Question.DateOrder order when order.Column == column.Name => column with { Format = Dated(column.Format, answer) },
                Question.DecimalSeparator separator when separator.Column == column.Name => column with { Format = Separated(column.Format, answer) },
                Question.TimeZone zone when zone.Columns.Contains(column.Name) && column.Format is ValueFormat.Timestamp timestamp =>
                    column with { Format = timestamp with { Zone = answer } },
                _ => column,
            };
        }
        return column;
    }

    private static ValueFormat Dated(ValueFormat format, string pattern) => format switch
    {
        ValueFormat.Timestamp timestamp => timestamp with { Pattern = pattern },
        _ => new ValueFormat.Date(pattern),
    };

    private static ValueFormat Separated(ValueFormat format, string separator)
    {
        if (format is not ValueFormat.Number number || separator.Length != 1 || number.DecimalSeparator == separator[0])
            return format;
        // The two signs change places: what divides thousands under one reading is the comma of the other.
        return new ValueFormat.Number(separator[0], number.GroupSeparator == separator[0] ? number.DecimalSeparator : number.GroupSeparator);
    }

    /// <summary>Under the dataset's name, and in its type: a table keeps its types, and values that do not fit are kept and reported.</summary>
    private static ColumnReading InDataset(ColumnReading column, IntakeDraft draft, IReadOnlyDictionary<string, ColumnReading> ofDataset)
    {
        var renamed = draft.Diff?.Columns.OfType<ColumnChange.Renamed>().FirstOrDefault(change => change.To == column.Name);
        column = column with { Name = renamed?.From ?? column.Name };
        if (!ofDataset.TryGetValue(column.Name, out var known) || known.Type == column.Type)
            return column;
        // Numbers of another size are still written as this file writes them.
        var isSameKind = known.Type.IsNumeric && column.Type.IsNumeric && column.Format is ValueFormat.Number && known.Format is ValueFormat.Number;
        return column with { Type = known.Type, Format = isSameKind ? column.Format : known.Format };
    }
}
