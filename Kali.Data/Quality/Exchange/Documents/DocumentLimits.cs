namespace Kali.Data.Quality.Exchange;

/// <summary>How large a file of rules may be: far more than anybody writes, far less than would hurt.</summary>
public static class DocumentLimits
{
    public const int MostCharacters = 1 << 20;
    public const int MostNodes = 100_000;
    public const int DeepestNesting = 32;
    public const int MostRules = 2_000;

    internal static void CheckLength(string text)
    {
        if (text.Length > MostCharacters)
            throw new RefusedException($"The file of rules has {text.Length} characters, more than the {MostCharacters} a file of rules may have. Nothing was taken over.");
    }

    internal static RefusedException TooDeep() => new($"The file of rules is nested deeper than {DeepestNesting} levels. Nothing was taken over.");

    internal static RefusedException TooMany() => new($"The file of rules holds more than {MostNodes} values. Nothing was taken over.");
}
