using System.Collections.Immutable;

namespace Kali.Data.Quality;

/// <summary>A rare value with the frequent one it is nearly.</summary>
/// <param name="Value">The rare value.</param>
/// <param name="Usual">The frequent one.</param>
/// <param name="Weight">How much more frequent, 0 to 1.</param>
/// <param name="IsSure">Whether it can hardly be a value of its own.</param>
internal sealed record NearWord(string Value, string Usual, double Weight, bool IsSure);

/// <summary>
/// Rare values of a list that are a slip away from a frequent one: a letter too many, too few or another, two letters exchanged. How much that says
/// depends on the list. Long words are hardly ever near each other by chance. Short ones are, so among them it counts only where the frequent ones
/// cover nearly all rows and keep apart, and where most of what is rare is near: else rare values are values (GA beside CA, Maria beside Marie).
/// Sure is what is near a very frequent one in such a list: where a few established values are nearly all there is, no other is that like one of them.
/// </summary>
internal sealed class NearWords
{
    private const double Rare = 0.005;
    private const double Covered = 0.95;
    private const double KeepApart = 0.1;
    private const double MostlyNear = 0.5;
    private const double OftenNear = 0.3;
    private const int FewRare = 5;
    private const int Long = 8;
    private const int Short = 4;
    private const int LongestCode = 4;
    private const int Longest = 100;
    private const int LongestWithCode = 10;
    private const int FewestOfAWord = 5;
    private const int FewWords = 5;
    private const int FewEstablished = 50;
    private const int FarMoreFrequent = 100;
    private readonly ImmutableArray<Word> _often;
    private readonly ImmutableArray<Word> _seldom;
    private readonly bool _areCodes;
    private readonly bool _isSureList;
    private readonly Dictionary<string, long> _parts = new(StringComparer.Ordinal);

    /// <param name="values">All values of the column, with how often each stands.</param>
    /// <param name="present">Rows with a value.</param>
    private NearWords(IEnumerable<ValueCount> values, long present)
    {
        var most = Rare * present + 1;
        var words = values.Where(value => value.Value.Length <= Longest).Select(value => new Word(value)).OrderByDescending(word => word.Count).ThenBy(word => word.Text, StringComparer.Ordinal).ToList();
        _often = [.. words.Where(word => word.Count > 1)];
        _seldom = [.. words.Where(word => word.Count <= most && word.Folded.Length >= 3)];
        Established = [.. words.Where(word => word.Count > most)];
        var covers = Established.Sum(word => word.Count) >= Covered * present;
        IsClosed = covers && Established.Length >= 2;
        _isSureList = covers && Established.Length <= FewEstablished && AreApart();
        foreach (var word in words)
        {
            foreach (var part in word.Parts)
                _parts[part] = _parts.GetValueOrDefault(part) + word.Count;
        }
        _areCodes = Established.All(word => word.Text.Length <= LongestCode && word.Text.Length == Established[0].Text.Length && !word.Text.Any(char.IsLower));
    }

    private ImmutableArray<Word> Established { get; }

    private bool IsClosed { get; }

    public static IEnumerable<NearWord> Of(IEnumerable<ValueCount> values, long present) => new NearWords(values, present).Find();

    private IEnumerable<NearWord> Find()
    {
        if (_seldom.IsEmpty || _often.IsEmpty)
            return [];
        var near = _seldom.Select(word => (Word: word, Usual: NearestTo(word))).Where(pair => pair.Usual is not null).Select(pair => (pair.Word, Usual: pair.Usual!)).ToList();
        // Of short words as many must be near as slips would be: a list that goes on and on has near ones by chance.
        var shortRare = _seldom.Count(word => word.Folded.Length < Long);
        var shortNear = near.Count(pair => pair.Word.Folded.Length < Long);
        var tellsShort = shortRare < FewRare || shortNear >= OftenNear * shortRare;
        var tellsVeryShort = IsClosed && shortNear >= MostlyNear * shortRare && AreApart();
        return near
            .Where(pair => pair.Usual.Folded.Length >= Long || (pair.Usual.Folded.Length > Short ? tellsShort : tellsVeryShort))
            .Select(pair => new NearWord(pair.Word.Text, pair.Usual.Text, 1 - (double)pair.Word.Count / pair.Usual.Count, IsSure(pair.Usual, pair.Word)));
    }

    private bool IsSure(Word usual, Word rare) => _isSureList && !_areCodes && usual.Folded.Length > Short && rare.Digits.Length == 0 && usual.Count >= FarMoreFrequent * rare.Count;

    private bool AreApart() => Established.Length > 200
        || Established.Count(one => Established.Any(other => other.Text != one.Text && Slips.Between(one.Folded, other.Folded, 1) == 1)) <= KeepApart * Established.Length;

    private Word? NearestTo(Word rare)
    {
        Word? best = null;
        var least = int.MaxValue;
        foreach (var often in _often)
        {
            if (often.Count < 10 * rare.Count)
                break;
            if (Math.Abs(often.Folded.Length - rare.Folded.Length) > 1 || often.Digits != rare.Digits)
                continue;
            // A slip is at the beginning or at the end, hardly at both.
            if (often.Folded.Length > Short && often.Folded[0] != rare.Folded[0] && often.Folded[^1] != rare.Folded[^1])
                continue;
            if (Allowed(often, rare) is var allowed && allowed > 0 && Slips.Between(rare.Folded, often.Folded, allowed) is > 0 and var slips && slips <= allowed && slips < least && IsSlip(often, rare, slips))
                (best, least) = (often, slips);
        }
        return best;
    }

    /// <summary>How many slips may lie between: the rarer and the longer, the more.</summary>
    private static int Allowed(Word often, Word rare) => (often.Folded.Length, often.Count >= 100 * rare.Count) switch
    {
        ( < 3, _) => 0,
        ( <= Short, _) => often.Count >= 20 * rare.Count ? 1 : 0,
        (var length, true) => Math.Max(1, length / 5),
        ( >= Long, false) => 2,
        _ => 1,
    };

    /// <summary>Whether every word in which the two differ stands in other values as often: then it is no slip, but another name beside the same one.</summary>
    private bool IsOfKnownWords(Word often, Word rare) =>
        rare.Parts.Length > 1 && rare.Parts.Except(often.Parts).All(part => _parts[part] >= FewestOfAWord * Math.Max(1, rare.Count));

    private bool IsSlip(Word often, Word rare, int slips)
    {
        if (IsOfKnownWords(often, rare))
            return false;
        if (slips > 1)
            return often.Digits.Length == 0 || often.Folded.Length >= LongestWithCode;
        var (a, b) = (often.Folded, rare.Folded);
        var at = Slips.FirstDifference(a, b);
        var (word, written) = (WordAt(often.Text, Math.Min(at, a.Length - 1)), WordAt(rare.Text, Math.Min(at, b.Length - 1)));
        // Ward A beside Ward B, part II beside part III: letters that count.
        if (Math.Max(word.Length, written.Length) < 3 || (IsRoman(word) && IsRoman(written)))
            return false;
        // Beside digits, capitals are part of a code.
        if (often.Digits.Length > 0 && a.Length < LongestWithCode && !word.Any(char.IsLower))
            return false;
        if (a.Length != b.Length)
            return !IsEnding(a.Length > b.Length ? a : b, at);
        if (a.Length > Short || Slips.IsExchange(a, b, at))
            return true;
        // Another letter in a very short word is most often another word; in a code it is another code.
        return !_areCodes && often.Count >= 100 * rare.Count && (a.Length > 3 || Established.Length <= FewWords);
    }

    /// <summary>One letter more at the end that makes a plural or a case of a word.</summary>
    private static bool IsEnding(string longer, int at) => at >= longer.Length - 1 && longer[^1] is 's' or 'n' or 'e' && longer[^1] != longer[^2];

    private static bool IsRoman(string word) => word.Length > 0 && word.All("IVXLCM".Contains);

    private static string WordAt(string text, int at)
    {
        var (from, to) = (at, at);
        while (from > 0 && char.IsLetter(text[from - 1]))
            from--;
        while (to < text.Length && char.IsLetter(text[to]))
            to++;
        return text[from..Math.Max(from, to)];
    }

    private sealed record Word(string Text, long Count)
    {
        public Word(ValueCount value)
            : this(value.Value, value.Count)
        {
        }

        /// <summary>Without case, letter by letter.</summary>
        public string Folded { get; } = Text.ToLowerInvariant();

        public ImmutableArray<string> Parts { get; } = [.. Text.ToLowerInvariant().Split((char[])[' ', ',', '-', '/', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

        public string Digits { get; } = string.Concat(Text.Where(char.IsAsciiDigit));
    }
}
