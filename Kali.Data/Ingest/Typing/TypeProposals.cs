using System.Collections.Immutable;
using Kali.Data.Engines;

namespace Kali.Data.Ingest.Typing;

/// <summary>The columns of a sample with their proposed readings, and what is left to a person.</summary>
public sealed record TypeProposals(ImmutableArray<ColumnProposal> Columns, ImmutableArray<Question> Questions)
{
    /// <param name="names">Safe names.</param>
    /// <param name="labels">Headers as written.</param>
    /// <param name="values">The sampled texts of each column; null where a row has none.</param>
    /// <param name="hints">What is known already.</param>
    /// <param name="nullSpellings">Texts that mean "no value", compared without case and outer blanks.</param>
    public static TypeProposals From(
        IReadOnlyList<string> names,
        IReadOnlyList<string> labels,
        IReadOnlyList<IReadOnlyList<string?>> values,
        TypingHints hints,
        IEnumerable<string> nullSpellings)
    {
        var nothing = new HashSet<string>(nullSpellings, StringComparer.OrdinalIgnoreCase) { "" };
        var present = values.Select(column => (IReadOnlyList<string>)[.. column.Where(value => value is not null).Select(value => value!.Trim()).Where(value => !nothing.Contains(value))]).ToArray();
        var first = Guess(names, labels, present, hints, null);
        // Columns that prove their decimal separator speak for those that do not.
        var proofs = first.Select(guess => guess.IsSettledComma).OfType<bool>().ToArray();
        bool? elsewhere = proofs.Length > 0 && proofs.All(isComma => isComma == proofs[0]) ? proofs[0] : null;
        var guesses = elsewhere is null ? first : Guess(names, labels, present, hints, elsewhere);
        var columns = guesses.Select((guess, i) => new ColumnProposal(
            new ColumnReading(names[i], labels[i], guess.Type, guess.Format),
            Evidence(values[i].Count, present[i], guess)));
        var questions = guesses.Select(guess => guess.Question).OfType<Question>().ToList();
        if (!hints.Answers.ContainsKey("time-zone") && ZoneQuestion(names, labels, present, guesses, hints) is { } zone)
            questions.Add(zone);
        return new TypeProposals([.. columns], [.. questions.OrderByDescending(question => question.Touches)]);
    }

    private static ColumnGuess[] Guess(IReadOnlyList<string> names, IReadOnlyList<string> labels, IReadOnlyList<string>[] present, TypingHints hints, bool? commaElsewhere) =>
        [.. names.Select((name, i) => new ColumnTyping(name, labels[i], present[i], hints, commaElsewhere).Propose())];

    private static ColumnEvidence Evidence(int seen, IReadOnlyList<string> present, ColumnGuess guess)
    {
        var misfits = present.Where(value => !ValueFit.Fits(value, guess.Type, guess.Format)).ToArray();
        return new ColumnEvidence(seen, seen - present.Count, present.Count - misfits.Length, misfits.Length, [.. (misfits.Length > 0 ? misfits : present).Distinct().Take(3)]);
    }

    private static Question.TimeZone? ZoneQuestion(IReadOnlyList<string> names, IReadOnlyList<string> labels, IReadOnlyList<string>[] present, ColumnGuess[] guesses, TypingHints hints)
    {
        var zoneless = Enumerable.Range(0, guesses.Length).Where(i => guesses[i].Format is ValueFormat.Timestamp { Zone: not null }).ToArray();
        if (zoneless.Length == 0)
            return null;
        ImmutableArray<string> zones = hints.Zone == "UTC" ? ["UTC", "Europe/Berlin"] : [hints.Zone, "UTC"];
        return new Question.TimeZone(
            [.. zoneless.Select(i => names[i])],
            [.. zoneless.Select(i => labels[i])],
            zoneless.Sum(i => (long)present[i].Count),
            zones,
            [.. zoneless.SelectMany(i => present[i].Take(2)).Distinct().Take(2)]);
    }
}
