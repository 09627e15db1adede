using System.Collections.Immutable;

namespace Kali.Data.Ingest;

/// <summary>What a person said about a dataset's last file, so that the next one is not asked about again.</summary>
public sealed record IntakeMemory
{
    /// <summary>The name it is remembered under in the dataset's settings.</summary>
    public const string Name = "intake";

    public ReadingChoices Choices { get; init; } = ReadingChoices.None;

    public ImmutableSortedDictionary<string, string> Answers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The name of the file this was said about.</summary>
    public string? FileName { get; init; }

    /// <summary>How that file was read; null when it is not known.</summary>
    public FileFacts? Facts { get; init; }

    /// <summary>The sheet it was read from; null when it was no workbook.</summary>
    public string? Sheet { get; init; }

    public IngestMode Mode { get; init; }

    public ImmutableArray<string> Keys { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Renames { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<ColumnJoin> Joins { get; init; } = [];

    /// <summary>
    /// Answers that hold for the next file too. That a schema changed, or that a file came twice, is news each time;
    /// an answer the file does not offer any more is none.
    /// </summary>
    public ImmutableSortedDictionary<string, string> AnswersTo(IEnumerable<Question> questions) =>
        questions
            .Where(question => question is not (Question.SchemaChanged or Question.SameFile or Question.News or Question.Tables))
            .Where(question => Answers.TryGetValue(question.Key, out var answer) && (question is Question.TimeZone || question.Options.Contains(answer)))
            .ToImmutableSortedDictionary(question => question.Key, question => Answers[question.Key]);
}
