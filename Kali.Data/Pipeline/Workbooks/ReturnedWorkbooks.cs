using Kali.Data.Ingest;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>Recognises a workbook by its mark wherever it comes in, so that nobody has to find the page it belongs on.</summary>
internal sealed class ReturnedWorkbooks(WorkbookTaking taking, IDbContextFactory<KaliStore> stores) : IReturnedWorkbooks
{
    public async Task<ReturnedWorkbook?> TakeAsync(FileSource file, Actor actor, CancellationToken ct)
    {
        if (Path.GetExtension(file.Name).ToLowerInvariant() is not (".xlsx" or ".xlsm"))
            return null;
        await using var content = file.Open();
        if (WorkbookMark.Read(content) is not { } id || await OwnerAsync(id, ct) is not { } dataset)
            return null;
        content.Position = 0;
        try
        {
            var taken = await taking.TakeAsync(dataset, content, file.Name, actor, ct);
            return new ReturnedWorkbook(dataset.Catalog, dataset.Name, taken.Id, taken.Changes.Length, taken.Conflicts.Length);
        }
        catch (KaliException fault) when (fault is NotAllowedException or NotFoundException or RefusedException)
        {
            // Whoever may not repair the dataset has sent a file like any other.
            return null;
        }
    }

    private async Task<DatasetName?> OwnerAsync(Guid id, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Set<DatasetRecord>().AsNoTracking().Where(dataset => dataset.DeletedAt == null && store.Set<WorkbookRecord>().Any(workbook => workbook.Id == id && workbook.DatasetId == dataset.Id))
            .Select(dataset => (DatasetName?)new DatasetName(dataset.Catalog, dataset.Name)).FirstOrDefaultAsync(ct);
    }
}
