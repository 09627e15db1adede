using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kali.Data;

/// <summary>
/// A sentence for a person: its English words with places for what differs (<c>{0} has {1:N0} bytes</c>), and what stands in them.
/// Written as an interpolated string, so that it reads as one; who shows it looks the words up in the reader's language
/// and prints figures as the reader writes them. What stands in a place may be a sentence itself.
/// </summary>
[InterpolatedStringHandler]
[JsonConverter(typeof(SaidJson))]
public sealed class Said : IEquatable<Said>
{
    private const string EitherLanguage = "in either language";

    private readonly StringBuilder? _words;
    private readonly List<object?>? _written;
    private string? _key;
    private ImmutableArray<object?> _arguments;

    /// <summary>A sentence in which nothing differs.</summary>
    public Said(string text) => (_key, _arguments) = (text, []);

    internal Said(string key, ImmutableArray<object?> arguments) => (_key, _arguments) = (key, arguments);

    /// <summary>For the compiler, at the beginning of an interpolated string.</summary>
    public Said(int literalLength, int formattedCount) => (_words, _written) = (new StringBuilder(literalLength), new List<object?>(formattedCount));

    /// <summary>A sentence that is written whole in each language, such as that of a rule.</summary>
    public static Said InEither(string english, string german) => new(EitherLanguage, [english, german]);

    /// <summary>The English words; they are the sentence's name in the texts of other languages.</summary>
    public string Key => _key ??= _words!.ToString();

    /// <summary>What stands in the places: texts, whole numbers, decimals, moments, sentences.</summary>
    public ImmutableArray<object?> Arguments => _arguments.IsDefault ? _arguments = [.. _written!] : _arguments;

    /// <summary>The sentence in English.</summary>
    public string Text => In(CultureInfo.InvariantCulture, key => key);

    /// <summary>The sentence as given; an interpolated string keeps its words and figures apart.</summary>
    public static Said Of(Said sentence) => sentence;

    public static Said Of(string sentence) => new(sentence);

    /// <summary>The sentence for one, or the sentence for any other number.</summary>
    public static Said Counted(long count, Said one, Said many) => count == 1 ? one : many;

    /// <summary>The sentence in a language.</summary>
    /// <param name="culture">How figures are printed.</param>
    /// <param name="words">The words of that language for the English ones.</param>
    public string In(CultureInfo culture, Func<string, string> words) => Arguments.IsEmpty ? words(Key)
        : Key == EitherLanguage ? (string)Arguments[culture.TwoLetterISOLanguageName == "de" ? 1 : 0]!
        : string.Format(culture, words(Key), [.. Arguments.Select(argument => argument is Said inner ? inner.In(culture, words) : argument)]);

    public void AppendLiteral(string text) => _words!.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted(object? value) => AppendFormatted(value, null);

    public void AppendFormatted(object? value, string? format)
    {
        _words!.Append(CultureInfo.InvariantCulture, $"{{{_written!.Count}{(format is null ? "" : ":")}{format}}}");
        _written.Add(value switch
        {
            null or string or long or double or decimal or DateTimeOffset or Said => value,
            int number => (long)number,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        });
    }

    /// <summary>As it is kept in a column of text: the words themselves where nothing differs, else JSON.</summary>
    public string ToStored() => Arguments.IsEmpty ? Key : JsonSerializer.Serialize(this);

    /// <summary>Reads what <see cref="ToStored"/> wrote; any other text is a sentence as it stands.</summary>
    public static Said FromStored(string text)
    {
        if (!text.StartsWith(SaidJson.Beginning, StringComparison.Ordinal))
            return new Said(text);
        try
        {
            return JsonSerializer.Deserialize<Said>(text)!;
        }
        catch (JsonException)
        {
            return new Said(text);
        }
    }

    public bool Equals(Said? other) => other is not null && Key == other.Key && Arguments.SequenceEqual(other.Arguments);

    public override bool Equals(object? obj) => Equals(obj as Said);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
