using System.Runtime.CompilerServices;
using Kali.Data.Engines;

namespace Kali.Data.Quality;

/// <summary>The cells of a table of findings with their place in the file, in the order of loads and rows.</summary>
public sealed class DetectedFindings(ILakehouse lakehouse)
{
    private static readonly SqlName RowId = new(DataLoad.RowId);

    /// <param name="raw">The table with the texts of the files.</param>
    /// <param name="found">The table of findings (<see cref="FindingTable"/>).</param>
    /// <param name="within">A table whose rows alone are meant, by <c>_row_id</c>; null for all.</param>
    public async IAsyncEnumerable<Finding> OfAsync(TableRef raw, TableRef found, TableRef? within, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var labels = (await lakehouse.DescribeAsync(raw, actor, ct))?.Schema.Columns.ToDictionary(column => column.Name, column => column.Shown) ?? [];
        var only = within is { } table ? Sql.Of($"WHERE EXISTS (SELECT 1 FROM {table} AS meant WHERE meant.{RowId} = found.{RowId})") : Sql.Empty;
        await using var cells = await lakehouse.QueryAsync(
            Sql.Of($"""
                SELECT texts.{new SqlName("_row")}, texts.{new SqlName("_file")}, texts.{new SqlName("_sheet")}, found.{FindingTable.Detector}, found.{FindingTable.Tier},
                    found.{RowId}, found.{FindingTable.ColumnName}, found.{FindingTable.Value}, found.{FindingTable.Proposal}, found.{FindingTable.Basis}, found.{FindingTable.Weight}
                FROM {found} AS found JOIN {raw} AS texts ON texts.{RowId} = found.{RowId} {only}
                ORDER BY found.{RowId}, found.{FindingTable.ColumnName}
                """),
            actor, ct);
        await foreach (var row in cells.ReadAsync(ct))
        {
            var cell = FindingTable.Cell(row, 5);
            var detector = DetectorFacts.Parse((string)row[3]!);
            yield return new Finding(
                cell.RowId, (long)row[0]!, row[1] as string, row[2] as string, cell.Column.Length == 0 ? null : labels.GetValueOrDefault(cell.Column, cell.Column), cell.Value,
                DetectorFacts.Code(detector), FindingTiers.Parse((string)row[4]!),
                FindingWords.English.Cell(detector, cell, name => labels.GetValueOrDefault(name, name)), cell.Proposal);
        }
    }
}
