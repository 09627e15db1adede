namespace Kali.Web.Explore;

/// <summary>How a statement is to be kept.</summary>
/// <param name="Name">What people will call it.</param>
/// <param name="IsShared">Whether everyone finds it.</param>
/// <param name="AsNew">Whether it is kept beside the query that is open rather than in its place.</param>
public sealed record SaveWish(string Name, bool IsShared, bool AsNew);
