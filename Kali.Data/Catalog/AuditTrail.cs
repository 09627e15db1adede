using Kali.Data.Store;

namespace Kali.Data.Catalog;

/// <summary>Notes deeds in the transaction that does them, so that neither stands without the other.</summary>
internal static class AuditTrail
{
    public static void Note(this KaliStore store, Actor actor, DateTimeOffset at, string action, string subject, string? detail = null) =>
        store.Set<AuditRecord>().Add(new AuditRecord
        {
            At = at,
            UserId = actor.UserId,
            UserName = actor.DisplayName,
            Action = action,
            Subject = subject,
            Detail = detail,
        });
}
