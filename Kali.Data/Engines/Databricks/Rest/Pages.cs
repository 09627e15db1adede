using System.Runtime.CompilerServices;

namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>Lists that come in pages. A page may be empty and still not be the last one; an empty list may be missing.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<TItem> ReadAsync<TPage, TItem>(
        Func<string?, Task<TPage>> fetch, Func<TPage, (TItem[]? Items, string? Next)> read, [EnumeratorCancellation] CancellationToken ct)
    {
        string? token = null;
        do
        {
            ct.ThrowIfCancellationRequested();
            var (items, next) = read(await fetch(token));
            foreach (var item in items ?? [])
                yield return item;
            token = string.IsNullOrEmpty(next) ? null : next;
        }
        while (token is not null);
    }
}
