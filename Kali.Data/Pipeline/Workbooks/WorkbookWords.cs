using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Pipeline;

/// <summary>The summary sheet in the reader's language.</summary>
internal sealed class WorkbookWords(CultureInfo culture)
{
    private readonly bool _isGerman = culture.TwoLetterISOLanguageName == "de";

    public static WorkbookWords For(CultureInfo culture) => new(culture);

    public IEnumerable<ImmutableArray<string>> Summary(string file, IReadOnlyList<SheetMark> cells, int heldRows)
    {
        yield return [Say($"What Kali found in {file}", $"Was Kali in {file} gefunden hat")];
        yield return [Say($"{Count(heldRows)} rows are held back.", $"{Count(heldRows)} Zeilen sind zurückgehalten.")];
        yield return [];
        yield return [Say("What must be so", "Was gelten muss"), Say("Cells", "Zellen")];
        foreach (var note in cells.Where(cell => cell.Note is not null).SelectMany(cell => cell.Note!.Split('\n')).CountBy(note => note).OrderByDescending(note => note.Value))
            yield return [note.Key, Count(note.Value)];
        if (cells.Count(cell => cell.Look is CellLook.Repaired) is > 0 and var repaired)
            yield return [Say("Repaired before", "Zuvor korrigiert"), Count(repaired)];
        yield return [];
        yield return [Say("Red cells keep their row out of gold, yellow ones deserve a look, blue ones were repaired before. The comment of a cell says what must be so.",
            "Rote Zellen halten ihre Zeile aus Gold zurück, gelbe sind einen Blick wert, blaue wurden zuvor korrigiert. Der Kommentar einer Zelle sagt, was gelten muss.")];
        yield return [Say("Change the cells, save the workbook and send it back on the repairs page of the dataset. Only changed cells are taken.",
            "Zellen ändern, Arbeitsmappe speichern und auf der Korrekturseite des Datenbestands zurücksenden. Es werden nur geänderte Zellen übernommen.")];
        yield return [Say("The hidden last column has the keys of the rows. Leave it as it is; when sorting, sort it along.",
            "Die ausgeblendete letzte Spalte enthält die Schlüssel der Zeilen. Sie bleibt, wie sie ist; beim Sortieren wird sie mitsortiert.")];
    }

    private string Say(string english, string german) => _isGerman ? german : english;

    private string Count(int count) => count.ToString("N0", culture);
}
