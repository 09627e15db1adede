namespace Kali.Data.Engines.Databricks.Rest;

/// <summary>What travels with a request beside what is sent.</summary>
internal static class CallOptions
{
    /// <summary>Whose token it gets.</summary>
    public static readonly HttpRequestOptionsKey<Actor> Actor = new("kali.actor");

    /// <summary>Whether carrying it out twice is the same as once, so that it may be repeated without knowing what came of it.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsRepeatable = new("kali.repeatable");

    /// <summary>Whether the answer is read whole before the attempt counts as answered.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsWhole = new("kali.whole");

    /// <summary>What an attempt may take beyond the usual, for the bytes it carries.</summary>
    public static readonly HttpRequestOptionsKey<TimeSpan> Allowance = new("kali.allowance");

    public static TimeSpan AllowanceOf(HttpRequestMessage? request) => request is not null && request.Options.TryGetValue(Allowance, out var more) ? more : TimeSpan.Zero;

    public static bool MayRepeat(HttpRequestMessage? request) => request is not null && request.Options.TryGetValue(IsRepeatable, out var may) && may;
}
