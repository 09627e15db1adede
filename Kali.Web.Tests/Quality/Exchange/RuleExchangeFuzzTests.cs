using Kali.Data;
using Kali.Data.Quality.Exchange;
using Xunit;

namespace Kali.Web.Tests.Quality.Exchange;

/// <summary>Files that were damaged in every way: each is read or refused, never a fault of Kali.</summary>
public sealed class RuleExchangeFuzzTests
{
    private const int Rounds = 200;

    [Theory]
    [MemberData(nameof(RuleExchangeTests.Formats), MemberType = typeof(RuleExchangeTests))]
    public void Import_OfDamagedFiles_ReadsOrRefuses(ExchangeFormat format)
    {
        var random = new Random(20261123 + (int)format);
        var (code, ending) = (ExchangeFormats.Code(format), ExchangeFormats.Ending(format));
        string[] sources = [GoldenFiles.Read($"{code}-in{ending}"), GoldenFiles.Read($"{code}-out{ending}")];
        for (var round = 0; round < Rounds; round++)
        {
            var text = Cut(sources[round % 2], random);
            for (var damage = random.Next(1, 5); damage > 0; damage--)
                text = Damaged(text, random);
            try
            {
                var report = RuleImports.Read(text, round % 3 == 0 ? null : format, ExchangeSubjects.Orders);
                Assert.All(report.Items, item => Assert.Equal(item.Fidelity == Fidelity.Refused, item.Rule is null));
            }
            catch (RefusedException)
            {
                // Told to the person, nothing taken over.
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"{fault}\n\n{text}");
            }
        }
    }

    /// <summary>Some neighbouring rules of a file: damage in a small one reaches its reader more often.</summary>
    private static string Cut(string text, Random random)
    {
        if (random.Next(4) == 0)
            return text;
        var lines = text.Split('\n');
        var count = random.Next(3, 40);
        var start = random.Next(Math.Max(1, lines.Length - count));
        return string.Join('\n', [.. lines.Take(random.Next(3)), .. lines.Skip(start).Take(count), .. lines.TakeLast(random.Next(3))]);
    }

    private static string Damaged(string text, Random random)
    {
        if (text.Length < 4)
            return text;
        var (at, length) = (random.Next(text.Length - 1), random.Next(1, 12));
        var end = Math.Min(text.Length, at + length);
        return random.Next(9) switch
        {
            0 => text.Remove(at, end - at),
            1 => text.Insert(at, text[at..end]),
            2 => text.Insert(at, Odd[random.Next(Odd.Length)]),
            3 => $"{text[..at]}{(char)random.Next(1, 0xFFFF)}{text[(at + 1)..]}",
            4 => text[..at],
            5 => Replaced(text, random, "1", Odd[random.Next(Odd.Length)]),
            6 => Replaced(text, random, "email", Odd[random.Next(Odd.Length)]),
            7 => Replaced(text, random, ": ", ": " + Odd[random.Next(Odd.Length)]),
            _ => Replaced(text, random, Words[random.Next(Words.Length)], Words[random.Next(Words.Length)]),
        };
    }

    private static string Replaced(string text, Random random, string what, string by)
    {
        var at = text.IndexOf(what, random.Next(text.Length), StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + by + text[(at + what.Length)..];
    }

    private static readonly string[] Odd =
    [
        "\n", "  ", "\t", "[", "]", "{", "}", "\"", "'", ":", "- ", ",", "null", "~", "true", "1e999", "-1", "0.1", "99999999999999999999999999", "NaN", "&a ", "*a", "!!x ", "|", ">", "\0", "\uD800", "(", ")", "%", "#", "\\", "not (", "[null]", "{}", "[]",
    ];

    private static readonly string[] Words =
    [
        "column", "columns", "is_not_null", "is_unique", "is_in_list", "kwargs", "min_value", "threshold", "must_be", "mustBe", "missing", "invalid", "between", "count", "percent", "and", "value_set", "nullValues", "metric", "arguments", "amount", "order_date", "kind",
    ];
}
