using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Quality.Exchange;

/// <summary>The dataset that rules are read for or written from.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Rules">Its columns: those of silver.</param>
public sealed record ExchangeSubject(DatasetName Dataset, RuleSubject Rules)
{
    /// <summary>The dataset's own columns.</summary>
    internal ImmutableArray<ColumnSchema> Own => [.. Rules.Schema.Columns.Where(column => !column.IsSystem)];

    /// <summary>The technical name of a column, which files may also call by its label or in other case.</summary>
    internal string Column(string name)
    {
        var plain = name.Length > 1 && (name[0], name[^1]) is ('`', '`') or ('"', '"') or ('[', ']') ? name[1..^1] : name;
        var found = Rules.Find(plain)
            ?? Rules.Schema.Columns.FirstOrDefault(column => string.Equals(column.Label, plain, StringComparison.OrdinalIgnoreCase))
            ?? Rules.Schema.Columns.FirstOrDefault(column => string.Equals(column.Name, plain, StringComparison.OrdinalIgnoreCase))
            ?? throw ExchangeFault.Because($"{Dataset.Name} has no column “{plain}”.", $"{Dataset.Name} hat keine Spalte „{plain}“.");
        return found.Name;
    }

    internal ColumnSchema Schema(string column) => Rules.Find(column)
        ?? throw ExchangeFault.Because($"{Dataset.Name} has no column “{column}”.", $"{Dataset.Name} hat keine Spalte „{column}“.");

    /// <summary>A condition written as SQL, as Kali reads conditions; refused where it is more than that.</summary>
    internal string Condition(string sql)
    {
        var text = sql.Trim();
        if (RowExpression.TryParse(text, Rules, out _, out var reason))
            return text;
        if (ConditionText.FromSql(text) is { } translated && translated != text && RowExpression.TryParse(translated, Rules, out _, out _))
            return translated;
        throw ExchangeFault.Because(
            $"The condition “{Short(text)}” is not one Kali reads: {reason} Nothing of it was run.",
            $"Die Bedingung „{Short(text)}“ ist keine, die Kali liest: {reason} Nichts davon wurde ausgeführt.");
    }

    internal RowHolds Expression(string sql)
    {
        var text = Condition(sql);
        return new RowHolds(text, RowExpression.Parse(text, Rules).Columns);
    }

    /// <summary>The same with everything it stands for turned round.</summary>
    internal RowHolds Not(string sql) => Expression($"not ({sql.Trim()})");

    internal static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 80 ? line : $"{line[..80]}…";
    }
}
