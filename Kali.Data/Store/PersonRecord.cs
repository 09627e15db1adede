using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kali.Data.Store;

/// <summary>Somebody who has signed in, as the directory described them then.</summary>
public sealed class PersonRecord
{
    public required string UserId { get; init; }

    public required string DisplayName { get; set; }

    /// <summary>The directory's names of the roles held, one a line.</summary>
    public required string Roles { get; set; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<PersonRecord>
{
    public void Configure(EntityTypeBuilder<PersonRecord> builder)
    {
        builder.ToTable("people");
        builder.HasKey(person => person.UserId);
        builder.Property(person => person.UserId).HasMaxLength(128);
        builder.Property(person => person.DisplayName).HasMaxLength(256);
    }
}
