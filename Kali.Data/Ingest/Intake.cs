using System.Collections.Immutable;
using Kali.Data.Uploads;

namespace Kali.Data.Ingest;

/// <summary>One part of an upload on its way into a dataset: how it is read, where it goes, and what is still to be said about it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Upload">The upload it belongs to.</param>
/// <param name="FileName">The file's name as given.</param>
/// <param name="State">How far it is.</param>
/// <param name="Draft">What is known and decided.</param>
/// <param name="Run">The run that loads it; null before it was started.</param>
public sealed record Intake(long Id, UploadId Upload, string FileName, IntakeState State, IntakeDraft Draft, RunId? Run)
{
    /// <summary>Questions without an answer, worst first.</summary>
    public ImmutableArray<Question> Open =>
        [.. Draft.Questions.Where(question => !Draft.Answers.ContainsKey(question.Key)).OrderByDescending(question => question.Touches)];
}

/// <summary>What is known and decided about a part. The password of a protected file is never in it.</summary>
public sealed record IntakeDraft
{
    /// <summary>The part as it is read; null while a password is missing.</summary>
    public Part? Part { get; init; }

    /// <summary>What a person decided about how the file is read.</summary>
    public ReadingChoices Choices { get; init; } = ReadingChoices.None;

    /// <summary>The columns as proposed, before answers.</summary>
    public ImmutableArray<ColumnReading> Proposed { get; init; } = [];

    public ImmutableArray<Question> Questions { get; init; } = [];

    /// <summary>Answers by the question's key.</summary>
    public ImmutableSortedDictionary<string, string> Answers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The technical name of the dataset it goes into.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>The dataset's name as written, when it is new.</summary>
    public string DatasetLabel { get; init; } = "";

    public IngestMode Mode { get; init; }

    /// <summary>Technical names of the key's columns, as the dataset calls them.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>What a person said about renamed columns: the file's name → the dataset's; an empty text says that it is a new column.</summary>
    public ImmutableSortedDictionary<string, string> Renames { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How the columns differ from the dataset's; null when the dataset is new.</summary>
    public SchemaDiff? Diff { get; init; }

    /// <summary>In what it differs from the dataset's last accepted file, gravest first.</summary>
    public ImmutableArray<UploadSign> Signs { get; init; } = [];

    /// <summary>The file whose choices this one is read by; null when nothing was remembered, or nothing of it is used.</summary>
    public string? ReadAsLast { get; init; }

    /// <summary>The upload these bytes were loaded by before; null when they are new.</summary>
    public string? EqualsUpload { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? EqualsFrom { get; init; }

    /// <summary>Columns of the file that are put together into one of the dataset.</summary>
    public ImmutableArray<ColumnJoin> Joins { get; init; } = [];

    /// <summary>Numbers of the recipes that go into its sender's draft once it is loaded.</summary>
    public ImmutableArray<long> Recipes { get; init; } = [];

    /// <summary>The workbook of Kali's own that it is: it goes to the repair of its dataset rather than into one; null for all other files.</summary>
    public ReturnedWorkbook? Returned { get; init; }

    /// <summary>Why starting it did not work; null when nothing was tried or all went well.</summary>
    public Said? Fault { get; init; }
}
