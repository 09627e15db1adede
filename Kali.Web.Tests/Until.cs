using Xunit;

namespace Kali.Web.Tests;

/// <summary>Waits for what nobody tells of when it comes.</summary>
internal static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task ItHolds(Func<bool> condition, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Longest, "What was waited for has not come.");
            await Task.Delay(5, ct);
        }
    }
}
