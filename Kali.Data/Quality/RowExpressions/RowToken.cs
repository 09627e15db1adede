namespace Kali.Data.Quality;

internal enum RowTokenKind
{
    Word,
    ColumnName,
    Text,
    Number,
    Sign,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, quotes and brackets taken off.</param>
/// <param name="At">Its first character, from 1.</param>
internal readonly record struct RowToken(RowTokenKind Kind, string Text, int At)
{
    public bool IsSign(string sign) => Kind == RowTokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == RowTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
