using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using Kali.Data.Quality;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Pipeline;

/// <summary>The way of a repair through the sender's own workbook: out with its failing cells marked, back with the changed ones taken.</summary>
public sealed class RepairWorkbooks
{
    private readonly WorkbookMaking _making;
    private readonly WorkbookTaking _taking;
    private readonly RepairStore _repairs;
    private readonly RepairLoads _loads;
    private readonly ILakehouse _lakehouse;

    internal RepairWorkbooks(WorkbookMaking making, WorkbookTaking taking, RepairStore repairs, RepairLoads loads, ILakehouse lakehouse) =>
        (_making, _taking, _repairs, _loads, _lakehouse) = (making, taking, repairs, loads, lakehouse);

    /// <summary>Loads with rows held back, newest first: each has a workbook.</summary>
    public async Task<ImmutableArray<WorkbookSource>> SourcesAsync(DatasetName dataset, int most, Actor actor, CancellationToken ct)
    {
        await _repairs.DemandAsync(dataset, actor, ct);
        if (await _lakehouse.DescribeAsync(dataset.Quarantine, actor, ct) is null)
            return [];
        var loadOf = SqlExpression.Call(SqlFunction.Floor, new Arithmetic(ArithmeticOperator.Divide, new Column(DataLoad.RowId), new WholeNumber(DataLoad.IdsPerLoad))).CastTo(Engines.DataType.Long);
        await using var result = await _lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT load_no, count(*) AS held FROM (SELECT {loadOf} AS load_no FROM {dataset.Quarantine} AS held_rows) AS by_load
                GROUP BY load_no ORDER BY load_no DESC LIMIT {new WholeNumber(most)}
                """),
            actor, ct);
        var sources = ImmutableArray.CreateBuilder<WorkbookSource>();
        foreach (var row in await result.ToListAsync(ct))
        {
            var load = await _loads.OfAsync(dataset, Convert.ToInt64(row[0], CultureInfo.InvariantCulture), ct);
            sources.Add(new WorkbookSource(load.LoadNo, load.Part.FileName, load.Part.Part.Sheet, Convert.ToInt64(row[1], CultureInfo.InvariantCulture), WorkbookMaking.IsOwn(load)));
        }
        return sources.ToImmutable();
    }

    /// <summary>The workbook of a load; the caller disposes its content.</summary>
    public Task<MadeWorkbook> MakeAsync(DatasetName dataset, long loadNo, CultureInfo culture, Actor actor, CancellationToken ct) => _making.MakeAsync(dataset, loadNo, culture, actor, ct);

    /// <summary>What was changed in a workbook that came back; kept under its number until somebody proposes it.</summary>
    public Task<WorkbookReturn> TakeAsync(DatasetName dataset, Stream content, string file, Actor actor, CancellationToken ct) => _taking.TakeAsync(dataset, content, file, actor, ct);

    /// <summary>What a workbook said when it last came back, or <see cref="NotFoundException"/>.</summary>
    public async Task<WorkbookReturn> ReturnAsync(DatasetName dataset, Guid id, Actor actor, CancellationToken ct)
    {
        var found = await _repairs.DemandAsync(dataset, actor, ct);
        await using var store = await _repairs.OpenAsync(ct);
        var text = await store.Set<WorkbookRecord>().AsNoTracking().Where(workbook => workbook.Id == id && workbook.DatasetId == found.Id).Select(workbook => workbook.Return).FirstOrDefaultAsync(ct);
        return text is null ? throw new NotFoundException("That workbook has not come back. Send it on the repairs page of its dataset.") : PipelineJson.Read<WorkbookReturn>(text);
    }

    /// <summary>The edits that a workbook's changes are; of conflicts those that were chosen.</summary>
    public static ImmutableArray<RepairEdit> Edits(WorkbookReturn workbook, IReadOnlySet<CellReturn> alsoConflicts) =>
    [
        .. workbook.Changes.Concat(workbook.Conflicts.Where(alsoConflicts.Contains)).Select(RepairEdit (change) => new RepairEdit.Cell(change.Column, change.RowId, change.Now, change.After)),
    ];
}
