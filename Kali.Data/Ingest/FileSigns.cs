using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>In what a file is laid out otherwise than the last one of its dataset: told from the facts of both, without a value being compared.</summary>
internal static class FileSigns
{
    /// <param name="last">The facts the last file was read by.</param>
    /// <param name="part">The part as it is read now.</param>
    /// <param name="lastSheet">The sheet the last file was read from; null when it was no workbook.</param>
    public static IEnumerable<UploadSign> Of(FileFacts last, Part part, string? lastSheet)
    {
        var now = part.Facts;
        if (lastSheet is not null && part.Sheet is { } sheet && sheet != lastSheet)
            yield return Sign(UploadSignKind.OtherSheet, now.Sheets.Contains(lastSheet), Said.Of($"Last time the sheet {lastSheet} was loaded, this time it is {sheet}."));
        if ((last.HeaderRows, now.HeaderRows) is ( > 0, > 0) && last.PreambleRows != now.PreambleRows)
            yield return Sign(UploadSignKind.HeaderMoved, false, Said.Of($"The header stands in row {now.PreambleRows + 1}, last time it was row {last.PreambleRows + 1}."));
        if (last.HeaderRows > 0 && now.HeaderRows == 0)
            yield return Sign(UploadSignKind.HeaderMoved, true, Said.Of($"No header was found, last time it was row {last.PreambleRows + 1}."));
        if (last.TotalsRows == 0 && now.TotalsRows > 0)
            yield return Sign(UploadSignKind.TotalsRow, false, Said.Of($"{now.TotalsRows} rows at the end add the others up, which the last file had not. They are kept out of the data."));
        if (last.UnitsRows == 0 && now.UnitsRows > 0)
            yield return Sign(UploadSignKind.UnitsRow, false, Said.Of($"A row of units stands under the header, which the last file had not. It is kept out of the data."));
        if (last.Tables.Length < 2 && now.Tables.Length > 1)
            yield return Sign(UploadSignKind.OtherTable, false, Said.Of($"The file holds {now.Tables.Length} tables, last time it was one."));
        foreach (var unit in Units(last, now))
            yield return unit;
    }

    /// <summary>The file itself names another unit than before, in its row of units or in a header.</summary>
    private static IEnumerable<UploadSign> Units(FileFacts last, FileFacts now)
    {
        for (var i = 0; i < now.Columns.Length; i++)
        {
            var before = last.Columns.IndexOf(now.Columns[i]);
            if (before < 0 || Unit(last, before) is not { Length: > 0 } was || Unit(now, i) is not { Length: > 0 } unit || was == unit)
                continue;
            yield return new UploadSign(UploadSignKind.UnitNamed, SafeName.From(now.Columns[i], ""), true, Said.Of($"{now.Columns[i]} is in {unit} now, last time it was in {was}."));
        }
    }

    private static string? Unit(FileFacts facts, int column) => column < facts.Units.Length ? facts.Units[column] : null;

    private static UploadSign Sign(UploadSignKind kind, bool isGrave, Said says) => new(kind, null, isGrave, says);
}
