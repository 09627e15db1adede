using System.Collections.Immutable;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Every text is written as a known format demands; missing values are not looked at.</summary>
/// <param name="Column">A column of text.</param>
/// <param name="Format">The format.</param>
public sealed record HasFormat(string Column, TextFormat Format) : RuleKind
{
    internal const string Name = "format";

    public override string Code => Name;

    public override ImmutableArray<string> Columns => [Column];

    public override QualityDimension Dimension => QualityDimension.Validity;

    internal override string Sentence(RuleWords words, Func<string, string> label) =>
        words.Say($"{label(Column)} is {TextFormats.English(Format)}", $"{label(Column)} ist {TextFormats.German(Format)}");

    internal override RuleTest Test(RuleSubject subject) =>
        OfText(subject, Column, text => new RuleTest.Cells(TextFormats.Fits(Format, text).Not(), Column, TextFormats.English(Format)));
}
