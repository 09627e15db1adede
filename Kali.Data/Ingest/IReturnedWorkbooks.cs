namespace Kali.Data.Ingest;

/// <summary>Tells workbooks that Kali has marked and sent out from all other files, and takes their changes. The pipeline implements it, for Ingest comes before it.</summary>
public interface IReturnedWorkbooks
{
    /// <summary>What the workbook changes, kept until somebody proposes it; null for any other file, and where the actor may not repair its dataset.</summary>
    Task<ReturnedWorkbook?> TakeAsync(FileSource file, Actor actor, CancellationToken ct);
}

/// <summary>A workbook of Kali's own that came back.</summary>
/// <param name="Catalog">Its dataset's catalog.</param>
/// <param name="Dataset">Its dataset.</param>
/// <param name="Id">Its number.</param>
/// <param name="Changes">Cells changed in it.</param>
/// <param name="Conflicts">Cells changed in it and in Kali meanwhile.</param>
public sealed record ReturnedWorkbook(string Catalog, string Dataset, Guid Id, int Changes, int Conflicts);
