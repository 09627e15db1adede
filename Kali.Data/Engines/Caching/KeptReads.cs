using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;

namespace Kali.Data.Engines.Caching;

/// <summary>What was read lately, by what was asked and the versions it was read from. Bounded; what is used least goes first.</summary>
internal sealed class KeptReads : IDisposable
{
    private const long MostBytes = 32 << 20;

    /// <summary>So that rows which were erased by another process are nowhere much longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public bool TryFind<T>(string key, [NotNullWhen(true)] out T? value) where T : class => _kept.TryGetValue(key, out value) && value is not null;

    public void Keep<T>(string key, T value, long bytes) where T : class =>
        _kept.Set(key, value, new MemoryCacheEntryOptions { Size = bytes + key.Length * sizeof(char), AbsoluteExpirationRelativeToNow = Longest });

    public void Clear() => _kept.Clear();

    public void Dispose() => _kept.Dispose();
}
