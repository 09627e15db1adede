namespace Kali.Data.Explore;

/// <summary>A statement somebody keeps.</summary>
/// <param name="Id">Its id, as in <c>/explore?query=</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Sql">The statement.</param>
/// <param name="OwnerName">Whose it is.</param>
/// <param name="IsMine">Whether it is the actor's own and may be changed.</param>
/// <param name="IsShared">Whether everyone finds it.</param>
/// <param name="ChangedAt">When it was last saved.</param>
public sealed record SavedQuery(Guid Id, string Name, string Sql, string OwnerName, bool IsMine, bool IsShared, DateTimeOffset ChangedAt);
