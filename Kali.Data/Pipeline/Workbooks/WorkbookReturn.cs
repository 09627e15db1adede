using System.Collections.Immutable;

namespace Kali.Data.Pipeline;

/// <summary>What a workbook that came back says otherwise than when it went out.</summary>
/// <param name="Id">The workbook.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="File">Its name as it came back.</param>
/// <param name="Rows">Rows of the dataset found in it, by their keys.</param>
/// <param name="Changes">Cells that were changed, in the order of rows. Only these are taken.</param>
/// <param name="Conflicts">Cells that were changed in the workbook and in Kali meanwhile.</param>
/// <param name="Respelled">Cells that a spreadsheet wrote another way and that mean the same: no changes.</param>
/// <param name="Unknown">Sheet rows with a key Kali does not know, or one that another row has: not taken.</param>
/// <param name="Exchanged">Sheet rows most of whose cells are others: sorted without their keys, probably. Not taken.</param>
/// <param name="Added">Filled rows without a key: not taken.</param>
/// <param name="Missing">Rows of the load that are not in the workbook any more; nothing is deleted.</param>
/// <param name="LostColumns">Headers of columns that are not in the workbook any more.</param>
public sealed record WorkbookReturn(
    Guid Id, DatasetName Dataset, string File, long Rows, ImmutableArray<CellReturn> Changes, ImmutableArray<CellReturn> Conflicts, long Respelled,
    ImmutableArray<long> Unknown, ImmutableArray<long> Exchanged, long Added, long Missing, ImmutableArray<string> LostColumns)
{
    /// <summary>Cells whose new text is no value of their column's type.</summary>
    public int Unfit => Changes.Count(change => !change.Fits);
}

/// <summary>A cell that came back changed.</summary>
/// <param name="Column">The technical name.</param>
/// <param name="Label">The header as written.</param>
/// <param name="RowId">Its row.</param>
/// <param name="Row">The row in the file.</param>
/// <param name="Before">What it said when the workbook went out.</param>
/// <param name="After">What it says now.</param>
/// <param name="Now">What Kali has by now: other than <paramref name="Before"/> when somebody repaired it meanwhile.</param>
/// <param name="Fits">Whether the new text is a value of the column's type.</param>
public sealed record CellReturn(string Column, string Label, long RowId, long Row, string? Before, string? After, string? Now, bool Fits);

/// <summary>A workbook on its way out; the caller disposes its content.</summary>
public sealed record MadeWorkbook(Guid Id, string FileName, Stream Content, long MarkedCells);

/// <summary>A load whose workbook can be had.</summary>
/// <param name="LoadNo">The load.</param>
/// <param name="FileName">The file it came in.</param>
/// <param name="Sheet">The sheet; null where there is none.</param>
/// <param name="HeldBack">Its rows in quarantine.</param>
/// <param name="IsOwn">Whether it is the sender's own workbook, and not one made of a text file.</param>
public sealed record WorkbookSource(long LoadNo, string FileName, string? Sheet, long HeldBack, bool IsOwn);
