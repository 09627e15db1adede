using System.Collections.Immutable;
using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>Columns that are empty in most rows: remarks, second lines of an address, whatever is filled in only where there is something to say.</summary>
public sealed class EmptyColumns(ILakehouse lakehouse)
{
    private const double Mostly = 0.5;

    /// <summary>Those of a profile.</summary>
    public static ImmutableArray<string> Of(Profile? profile) =>
        profile is null ? [] : [.. profile.Columns.Where(column => column.Missing > Mostly * (column.Present + column.Missing)).Select(column => column.Name)];

    /// <summary>Those of a table, counted.</summary>
    public async Task<ImmutableArray<string>> OfAsync(CheckSubject subject, Actor actor, CancellationToken ct)
    {
        var columns = subject.Schema.Columns.Where(column => !column.IsSystem).ToList();
        if (columns.Count == 0)
            return [];
        var missing = columns.Select(column => new Aggregate(AggregateFunction.CountIf, NotNull.Missing(subject.Rules, column.Name)));
        await using var counted = await lakehouse.QueryAsync(Sql.Of($"SELECT {new RowCount()}, {missing.Select((count, place) => Sql.Of($"{count} AS {new SqlName(string.Create(CultureInfo.InvariantCulture, $"missing_{place}"))}"))} FROM {subject.Table} AS counted_rows WHERE {subject.RowsOrAll}"), actor, ct);
        var row = (await counted.ToListAsync(ct))[0];
        return [.. columns.Where((_, place) => CheckCounts.Number(row[1 + place]) > Mostly * CheckCounts.Number(row[0])).Select(column => column.Name)];
    }
}
