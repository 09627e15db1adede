using System.Globalization;

namespace Kali.Data.Quality;

internal sealed class GermanFindingWords : FindingWords
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("de-DE");

    public override string Name(DetectorKind detector) => detector switch
    {
        DetectorKind.Dependency => "Widerspricht anderen Spalten",
        DetectorKind.Condition => "Ungewöhnlich in solchen Zeilen",
        DetectorKind.ValueSnap => "Seltene Schreibweise",
        DetectorKind.TokenTypo => "Seltenes Wort",
        DetectorKind.FormatMinority => "Andere Schreibweise",
        DetectorKind.UnitMix => "Andere Einheit",
        DetectorKind.DisguisedMissing => "Steht für keinen Wert",
        DetectorKind.EmptyCell => "Leer",
        DetectorKind.RareCategory => "Seltener Wert",
        DetectorKind.ForeignCharacters => "Fremde Zeichen",
        DetectorKind.DoubledPunctuation => "Doppelte Satzzeichen",
        DetectorKind.NumericOutlier => "Ungewöhnliche Größe",
        DetectorKind.DateOutlier => "Ungewöhnliches Datum",
        DetectorKind.SwappedColumns => "Vertauschte Spalten",
        DetectorKind.ShiftedRow => "Verschobene Zeile",
        DetectorKind.ExactDuplicate => "Wiederholte Zeile",
        DetectorKind.FuzzyDuplicate => "Fast wiederholte Zeile",
        DetectorKind.ReferenceGap => "Verweist ins Leere",
        _ => "Geht nicht auf",
    };

    public override string Tier(FindingTier tier) => tier is FindingTier.Confirmed ? "gesichert" : "einen Blick wert";

    public override string Safety(ProposalSafety safety) => safety switch
    {
        ProposalSafety.Safe => "Nichts geht verloren: lässt sich für die ganze Spalte annehmen.",
        ProposalSafety.Likely => "Wahrscheinlich: wird gruppenweise angenommen, nach einem Blick auf einige.",
        ProposalSafety.Ask => "Überschreibt, was da steht: wird einzeln oder gruppenweise angenommen.",
        _ => "Kein Vorschlag.",
    };

    public override string Group(FindingGroup group, Func<string, string> label)
    {
        var (column, basis) = (label(group.Column), group.Basis);
        return group.Detector switch
        {
            DetectorKind.Dependency when IsUnclear(basis) => $"{column} und {Labels(basis, label)} passen nicht zusammen; welches von beiden falsch ist, sagt nichts.",
            DetectorKind.Dependency => $"{column} ist nicht, was Zeilen mit gleichem Wert in {Labels(basis, label)} fast immer haben.",
            DetectorKind.Condition => $"{column} ist nicht, was Zeilen mit diesem Wert in {Condition(basis, label).Column} fast immer haben.",
            DetectorKind.ValueSnap => $"{column} hat seltene Schreibweisen von Werten, die sonst häufig sind.",
            DetectorKind.TokenTypo => $"{column} hat Wörter, die von einem häufigen um einen Buchstaben abweichen.",
            DetectorKind.FormatMinority when IsType(basis) => $"{column} lässt sich hier nicht als {Type(basis)} lesen, sonst fast überall.",
            DetectorKind.FormatMinority when basis is null => $"{column} ist anders geschrieben als fast überall sonst.",
            DetectorKind.FormatMinority => $"{column} ist anders geschrieben als fast überall sonst; üblich ist {TextForm.German.Say(basis)}.",
            DetectorKind.UnitMix when IsType(basis) => $"{column} hat hier eine Einheit, sonst keine.",
            DetectorKind.UnitMix when basis is { Length: > 0 } && group.Examples.Any(cell => cell.Proposal is not null) => $"{column} liegt weit von dem, was Zeilen mit gleichem Wert in {Labels(basis, label)} haben, als stünde es in einer anderen Einheit.",
            DetectorKind.UnitMix => $"{column} steht in mehr als einer Einheit; meist {Quoted(basis)}.",
            DetectorKind.DisguisedMissing => $"{column} hat Wörter oder Zahlen, die für keinen Wert stehen.",
            DetectorKind.EmptyCell => $"{column} ist leer, obwohl fast jede Zeile einen Wert hat.",
            DetectorKind.RareCategory => $"{column} hat eine Handvoll Werte, und hier einen, den kaum eine Zeile hat.",
            DetectorKind.ForeignCharacters => $"{column} hat Zeichen, die sonst nicht vorkommen: eine andere Schrift oder Schaden durch eine falsche Kodierung.",
            DetectorKind.DoubledPunctuation => $"{column} hat dasselbe Satzzeichen zweimal.",
            DetectorKind.NumericOutlier when basis?.Contains('–', StringComparison.Ordinal) != true => $"{column} liegt weit von dem, was Zeilen mit gleichem Wert in {Labels(basis, label)} haben.",
            DetectorKind.NumericOutlier => $"{column} liegt weit außerhalb des üblichen Bereichs {Range(basis, Culture)}.",
            DetectorKind.DateOutlier => $"{column} liegt weit außerhalb der üblichen Zeit {basis}.",
            DetectorKind.SwappedColumns => $"{column} und {Labels(basis, label)} haben die Werte des jeweils anderen.",
            DetectorKind.ShiftedRow => $"Von einer Spalte an stehen die Werte der Zeile eine Spalte zu weit; {column} ist eine davon.",
            DetectorKind.ExactDuplicate => "Die Zeile gibt es schon, gleich in jeder Spalte.",
            DetectorKind.FuzzyDuplicate => "Die Zeile gibt es schon, bis auf den Schlüssel oder einen Buchstaben.",
            DetectorKind.ReferenceGap => $"{column} verweist auf etwas, das es in {basis} nicht gibt.",
            _ => $"{column} geht nicht auf: sonst gilt {Sum(basis, label)}.",
        };
    }

    public override string Cell(DetectorKind detector, FindingCell cell, Func<string, string> label)
    {
        var column = label(cell.Column);
        return (detector, cell.Proposal, cell.Basis) switch
        {
            (DetectorKind.Dependency, { } proposal, var basis) when IsUnclear(basis) => $"Passt nicht zu {Labels(basis, label)}: eines von beiden ist falsch. Ist es dieses, müsste hier „{proposal}“ stehen.",
            (DetectorKind.Dependency, { } proposal, var basis) when string.IsNullOrEmpty(cell.Value) => $"Leer; Zeilen mit gleichem Wert in {Labels(basis, label)} haben „{proposal}“.",
            (DetectorKind.Dependency, { } proposal, var basis) => $"Zeilen mit gleichem Wert in {Labels(basis, label)} haben fast immer „{proposal}“.",
            (DetectorKind.Dependency, null, var basis) => $"Andere Zeilen mit gleichem Wert in {Labels(basis, label)} sagen etwas anderes.",
            (DetectorKind.Condition, { } proposal, var basis) => $"Wo {Condition(basis, label).Column} „{Condition(basis, label).Value}“ ist, steht hier fast immer „{proposal}“.",
            (DetectorKind.Condition, null, var basis) when string.IsNullOrEmpty(cell.Value) => $"Leer; wo {Condition(basis, label).Column} „{Condition(basis, label).Value}“ ist, hat fast jede Zeile einen Wert.",
            (DetectorKind.Condition, null, var basis) => $"Wo {Condition(basis, label).Column} „{Condition(basis, label).Value}“ ist, bleibt das Feld fast immer leer.",
            (DetectorKind.ValueSnap, { } proposal, _) => $"Eine seltene Schreibweise von „{proposal}“, das in {column} häufig ist.",
            (DetectorKind.TokenTypo, _, { } basis) => $"{basis}: ein seltenes Wort, einen Buchstaben neben einem häufigen.",
            (DetectorKind.FormatMinority, _, { } basis) when IsType(basis) => $"Lässt sich nicht als {Type(basis)} lesen, anders als fast alles in {column}.",
            (DetectorKind.FormatMinority, _, { } basis) => $"Anders geschrieben als fast alles in {column}; üblich ist {TextForm.German.Say(basis)}.",
            (DetectorKind.UnitMix, _, { } basis) when IsType(basis) => $"Hat eine Einheit; sonst stehen in {column} bloße Zahlen.",
            (DetectorKind.UnitMix, { } proposal, { } basis) => $"Weit von Zeilen mit gleichem Wert in {Labels(basis, label)}; in deren Einheit wäre es {proposal}.",
            (DetectorKind.UnitMix, _, var basis) => $"In anderer Einheit als das meiste in {column}: {Quoted(basis)}.",
            (DetectorKind.DisguisedMissing, _, _) => "Steht für keinen Wert.",
            (DetectorKind.EmptyCell, _, _) => $"Leer, obwohl fast jede Zeile {column} hat.",
            (DetectorKind.RareCategory, _, _) => $"Kaum eine Zeile hat diesen Wert in {column}.",
            (DetectorKind.NumericOutlier, _, { } basis) when !basis.Contains('–', StringComparison.Ordinal) => $"Weit von dem, was Zeilen mit gleichem Wert in {Labels(basis, label)} haben.",
            (DetectorKind.NumericOutlier, _, { } basis) => $"Weit außerhalb des üblichen Bereichs {Range(basis, Culture)}.",
            (DetectorKind.DateOutlier, _, { } basis) => $"Weit außerhalb der üblichen Zeit {basis}.",
            (DetectorKind.SwappedColumns, _, var basis) => $"Gehört in {Labels(basis, label)}, und der Wert dort gehört hierher.",
            (DetectorKind.ShiftedRow, _, _) => "Die Werte dieser Zeile stehen eine Spalte zu weit.",
            (DetectorKind.FuzzyDuplicate, _, { } basis) => $"Fast dasselbe wie {basis.Replace("row", "Zeile", StringComparison.Ordinal)}.",
            (DetectorKind.ReferenceGap, _, { } basis) => $"In {basis} gibt es das nicht.",
            (DetectorKind.TotalMismatch, { } proposal, { } basis) => $"{Sum(basis, label)} ergäbe {proposal}.",
            _ => Group(new FindingGroup { Detector = detector, Column = cell.Column, Tier = FindingTier.WorthALook, Cells = 1, Rows = 1, Of = 1, Basis = cell.Basis }, label),
        };
    }

    private static string Quoted(string? text) => string.IsNullOrEmpty(text) ? "ohne Einheit" : $"„{text}“";

    private static string Type(string? basis) => basis switch
    {
        "long" => "ganze Zahl",
        "boolean" => "Ja oder Nein",
        "date" => "Datum",
        "timestamp" => "Zeitpunkt",
        _ => "Zahl",
    };

    private static bool IsType(string? basis) => basis is "long" or "double" or "boolean" or "date" or "timestamp" || basis?.StartsWith("decimal(", StringComparison.Ordinal) == true;
}
