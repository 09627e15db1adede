namespace Kali.Data.Pipeline;

/// <summary>What is done to one cell of a workbook that goes back to its sender.</summary>
/// <param name="Look">Its colour.</param>
/// <param name="Note">The comment, in plain words; null for none.</param>
/// <param name="Text">What it says since it was repaired; null where it stays as it is.</param>
internal sealed record SheetMark(CellLook Look, string? Note, string? Text = null);

internal enum CellLook
{
    /// <summary>It keeps its row out of gold.</summary>
    Confirmed,

    /// <summary>It deserves a look.</summary>
    WorthALook,

    /// <summary>It was repaired before.</summary>
    Repaired,
}

/// <summary>What goes into one sheet.</summary>
/// <param name="KeyColumn">The column, from 0, that gets the rows' keys.</param>
/// <param name="HeaderRow">The sheet row of the header; 0 for none.</param>
/// <param name="FirstRow">The first record row.</param>
/// <param name="LastRow">The last.</param>
/// <param name="KeyOf">The key of a row, by its number.</param>
/// <param name="MarkOf">What is done to a row's cells, by column from 0; null for nothing.</param>
internal sealed record SheetMarks(int KeyColumn, long HeaderRow, long FirstRow, long LastRow, Func<long, string> KeyOf, Func<long, IReadOnlyDictionary<int, SheetMark>?> MarkOf)
{
    /// <summary>How keys begin, so that they are found wherever they are moved.</summary>
    public const string KeyBegins = "kali:";

    /// <summary>Stands above the keys.</summary>
    public const string HeaderKey = KeyBegins + "row";
}
