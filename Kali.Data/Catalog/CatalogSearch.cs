using System.Collections.Immutable;
using Kali.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Kali.Data.Catalog;

/// <summary>Finds datasets by name, label, description, tag and column. Never by values of the data.</summary>
public sealed class CatalogSearch(Datasets datasets, IDbContextFactory<KaliStore> stores)
{
    /// <summary>
    /// Hits, best first: every word of the text stands somewhere in the dataset. Without a hit, names near to the text are proposed.
    /// </summary>
    public async Task<SearchResult> FindAsync(string text, DatasetFilter filter, Actor actor, CancellationToken ct)
    {
        var known = await datasets.ListAsync(filter, actor, ct);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return new SearchResult([.. known.Select(dataset => new SearchHit(dataset, null, 0))], []);
        var columns = await ColumnsAsync(known, ct);
        var hits = known
            .Select(dataset => Match(dataset, columns[dataset.Id], words))
            .OfType<SearchHit>()
            .OrderBy(hit => hit.Rank).ThenBy(hit => hit.Dataset.Name.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        return new SearchResult(hits, hits.IsEmpty ? Near(text, known, columns) : []);
    }

    private async Task<ILookup<int, (int DatasetId, string Name, string Label)>> ColumnsAsync(ImmutableArray<Dataset> known, CancellationToken ct)
    {
        var ids = known.Select(dataset => dataset.Id).ToList();
        await using var store = await stores.CreateDbContextAsync(ct);
        var columns = await store.Set<DatasetColumnRecord>().AsNoTracking().Where(column => ids.Contains(column.DatasetId))
            .OrderBy(column => column.Position).Select(column => new { column.DatasetId, column.Name, column.Label }).ToListAsync(ct);
        return columns.Select(column => (column.DatasetId, column.Name, column.Label)).ToLookup(column => column.DatasetId);
    }

    private static SearchHit? Match(Dataset dataset, IEnumerable<(int DatasetId, string Name, string Label)> columns, string[] words)
    {
        var places = new List<(int Rank, string Text, string? Column)> { (1, dataset.Name.Name, null), (1, dataset.Label, null) };
        places.AddRange(dataset.Tags.Select(tag => (2, tag, (string?)null)));
        places.AddRange(columns.SelectMany(column => new[] { (3, column.Label, (string?)column.Label), (3, column.Name, column.Label) }));
        if (dataset.Description is { } description)
            places.Add((4, description, null));

        var rank = 0;
        string? atColumn = null;
        foreach (var word in words)
        {
            var best = places.Where(place => Holds(place.Text, word)).OrderBy(place => place.Rank).FirstOrDefault();
            if (best.Text is null)
                return null;
            rank = Math.Max(rank, best.Rank);
            atColumn ??= best.Column;
        }
        if (string.Equals(dataset.Name.Name, words[0], StringComparison.OrdinalIgnoreCase))
            rank = 0;
        return new SearchHit(dataset, atColumn, rank);
    }

    private static bool Holds(string text, string word) =>
        text.Contains(word, StringComparison.CurrentCultureIgnoreCase)
        || SafeName.From(text, "").Contains(SafeName.From(word, word), StringComparison.Ordinal);

    private static ImmutableArray<string> Near(string text, ImmutableArray<Dataset> known, ILookup<int, (int DatasetId, string Name, string Label)> columns)
    {
        var wanted = SafeName.From(text, text);
        var allowed = Math.Max(1, wanted.Length / 3);
        return [.. known.SelectMany(dataset => columns[dataset.Id].Select(column => column.Label).Prepend(dataset.Name.Name))
            .Distinct(StringComparer.Ordinal)
            .Select(name => (name, distance: Distance(SafeName.From(name, name), wanted)))
            .Where(near => near.distance <= allowed)
            .OrderBy(near => near.distance).ThenBy(near => near.name, StringComparer.Ordinal)
            .Select(near => near.name)
            .Take(3)];
    }

    /// <summary>Letters to add, drop, change or swap with their neighbour (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
