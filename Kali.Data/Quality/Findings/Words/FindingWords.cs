using System.Globalization;

namespace Kali.Data.Quality;

/// <summary>Why something was found, in whole sentences of one language.</summary>
public abstract class FindingWords
{
    public static FindingWords English { get; } = new EnglishFindingWords();

    public static FindingWords German { get; } = new GermanFindingWords();

    public static FindingWords For(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de" ? German : English;

    /// <summary>What the detector is called.</summary>
    public abstract string Name(DetectorKind detector);

    /// <summary>A reason's name as people read it: a detector's where it is its code, else the rule's own name.</summary>
    public string NameOf(string? name) => Enum.GetValues<DetectorKind>().Where(detector => DetectorFacts.Code(detector) == name).Select(detector => Name(detector)).FirstOrDefault() ?? name ?? "";

    /// <summary>What is wrong in the group as a whole; its number of rows is told beside it.</summary>
    /// <param name="group">The group.</param>
    /// <param name="label">The label of a column by its technical name.</param>
    public abstract string Group(FindingGroup group, Func<string, string> label);

    /// <summary>What is wrong with one cell.</summary>
    public abstract string Cell(DetectorKind detector, FindingCell cell, Func<string, string> label);

    public abstract string Tier(FindingTier tier);

    public abstract string Safety(ProposalSafety safety);

    /// <summary>The labels of columns that a basis names.</summary>
    protected static string Labels(string? basis, Func<string, string> label) => string.Join(", ", (IsUnclear(basis) ? basis![DependencyGains.Unclear.Length..] : basis ?? "").Split(", ").Select(label));

    /// <summary>Whether it is open which of the columns is the wrong one.</summary>
    protected static bool IsUnclear(string? basis) => basis?.StartsWith(DependencyGains.Unclear, StringComparison.Ordinal) is true;

    /// <summary>A basis that is a range of numbers, as the reader's language writes them; a basis of another kind as it stands.</summary>
    protected static string Range(string? basis, CultureInfo culture) => string.Join(" – ", (basis ?? "").Split(" – ").Select(end =>
        !decimal.TryParse(end, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? end
        : Math.Abs(number) >= 1000 ? number.ToString("#,0", culture) : number.ToString("#,0.####", culture)));

    /// <summary>A basis that names a column with its value: the label and the value.</summary>
    protected static (string Column, string Value) Condition(string? basis, Func<string, string> label) =>
        (basis ?? "").Split(" = ", 2) is [var column, var value] ? (label(column), value) : (label(basis ?? ""), "");

    /// <summary>A basis that names columns in a sum, with their labels.</summary>
    protected static string Sum(string? basis, Func<string, string> label) => string.Join(' ', (basis ?? "").Split(' ').Select(label));
}
