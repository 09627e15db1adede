using System.Collections.Immutable;

namespace Kali.Data.Catalog;

/// <summary>A dataset as the catalog shows it.</summary>
/// <param name="Id">Its number, which stays when the name changes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Label">The name as people write it.</param>
/// <param name="OwnerId">Who answers for it.</param>
/// <param name="OwnerName">The owner's name.</param>
/// <param name="SourceName">Where its rows come from: silver's partition <c>data_source</c>.</param>
/// <param name="Description">What it holds, in a line.</param>
/// <param name="Tags">Words to find it by, sorted.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DeletedAt">When it was deleted; null while it is there.</param>
/// <param name="Latest">What its last finished run made of it; null before there was one.</param>
public sealed record Dataset(
    int Id,
    DatasetName Name,
    string Label,
    string OwnerId,
    string OwnerName,
    string SourceName,
    string? Description,
    ImmutableArray<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt,
    DatasetVersion? Latest);

/// <summary>What one finished run made of a dataset.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When it ended.</param>
/// <param name="UserName">Who asked for it.</param>
/// <param name="FileName">The file it read.</param>
/// <param name="Gate">What the rules decided.</param>
/// <param name="Score">0 to 100; null when nothing could be assessed.</param>
/// <param name="Ledger">Where the rows of the file went.</param>
/// <param name="RawVersion">The version of raw after it.</param>
/// <param name="SilverVersion">The version of silver after it.</param>
/// <param name="QuarantineVersion">The version of the quarantine table after it; null when there is none.</param>
/// <param name="GoldVersion">The version gold stood at after it; null while there is no gold.</param>
public sealed record DatasetVersion(
    RunId Run,
    DateTimeOffset At,
    string UserName,
    string FileName,
    GateState Gate,
    double? Score,
    Ledger Ledger,
    long? RawVersion,
    long? SilverVersion,
    long? QuarantineVersion,
    long? GoldVersion);

/// <summary>A column of a dataset as its newest load has it.</summary>
/// <param name="Name">The technical name.</param>
/// <param name="Label">The header as written.</param>
/// <param name="Type">The type in silver, as Delta names it.</param>
/// <param name="Format">How the file writes it, as JSON.</param>
public sealed record DatasetColumn(string Name, string Label, string Type, string Format);
