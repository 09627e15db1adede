namespace Kali.Data.Quality;

/// <summary>Whether the names of a column, of a column elsewhere and of the dataset it stands in say that the one refers to the other.</summary>
internal static class ReferenceNames
{
    private static readonly string[] Numbers = ["id", "nr", "no", "num", "number", "nummer", "key", "code", "schluessel", "schlüssel", "kennung", "uuid"];
    private static readonly string[] Plurals = ["", "s", "es", "n", "en", "e", "nen"];

    /// <summary>customer_id in orders and in customers; customer in orders and id in customers; kunde_nr in Bestellungen and nr in Kunden.</summary>
    public static bool Match(string column, string other, string dataset)
    {
        var about = Thing(column);
        if (column == other)
            return IsOf(about, dataset) || column.Contains('_', StringComparison.Ordinal);
        // There its key may carry the dataset's own name, or none.
        return IsOf(about, dataset) && (Numbers.Contains(other) || (Thing(other) != other && IsOf(Thing(other), dataset) && Kind(other) == Kind(column)));
    }

    /// <summary>What the column is about: its name without the word for a number.</summary>
    private static string Thing(string column) => Kind(column) is { } kind && column.Length > kind.Length ? column[..^kind.Length].TrimEnd('_') : column;

    private static string? Kind(string column) => Numbers.Where(word => column == word || column.EndsWith($"_{word}", StringComparison.Ordinal) || (word.Length > 1 && column.EndsWith(word, StringComparison.Ordinal) && column.Length - word.Length >= 4))
        .MaxBy(word => word.Length);

    /// <summary>Whether a dataset is the many of a thing: its name is that of the thing, or of several.</summary>
    private static bool IsOf(string thing, string dataset)
    {
        var last = dataset.Split('_')[^1];
        return thing.Length >= 3 && new[] { dataset, last }.Any(name => Plurals.Any(one => Plurals.Any(many => Stem(thing, one) is { } stem && stem.Length >= 3 && Stem(name, many) == stem))
            || (thing.EndsWith('y') && name == $"{thing[..^1]}ies"));
    }

    private static string? Stem(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : null;
}
