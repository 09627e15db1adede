using System.Collections.Immutable;
using System.Globalization;

namespace Kali.Data.Quality.Exchange;

/// <summary>Reads the tokens of one DQDL rule from left to right.</summary>
internal sealed class DqdlCursor(List<string> tokens, ExchangeSubject subject)
{
    private int _at;

    public bool IsAtEnd => _at >= tokens.Count;

    public string? Next => IsAtEnd ? null : tokens[_at];

    public bool NextIsText => Next is ['"', ..];

    public string Word() => IsAtEnd ? throw Unread() : tokens[_at++];

    public bool Take(string word)
    {
        var isThere = string.Equals(Next, word, StringComparison.OrdinalIgnoreCase);
        if (isThere)
            _at++;
        return isThere;
    }

    public void Need(string word)
    {
        if (!Take(word))
            throw Unread();
    }

    public string Text() => NextIsText ? tokens[_at++][1..] : throw Unread();

    public string Column() => subject.Column(Text());

    public double Number()
    {
        var text = Word();
        if (text is "avg" or "last" or "min" or "max" or "median" or "index")
            throw ExchangeFault.Because("It is measured against earlier runs, which Kali has rules of its own for.", "Sie misst sich an früheren Läufen; dafür hat Kali eigene Regeln.");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Unread();
    }

    /// <summary>A value of a list or comparison: a text or a number.</summary>
    public string Value() => NextIsText ? Text() : Word() is var word && (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || word is "true" or "false") ? word : throw Unread();

    public ImmutableArray<string> List()
    {
        Need("[");
        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            values.Add(Value());
        }
        while (Take(","));
        Need("]");
        return values.ToImmutable();
    }

    /// <summary>A comparison with numbers; null where there is none.</summary>
    public SodaSpan? Span()
    {
        if (IsAtEnd || string.Equals(Next, "with", StringComparison.OrdinalIgnoreCase) || string.Equals(Next, "where", StringComparison.OrdinalIgnoreCase) || Next == "labels")
            return null;
        var isNot = Take("not");
        if (Take("between"))
        {
            var low = Number();
            Need("and");
            return new SodaSpan(low, Number(), IsMinOutside: !isNot, IsMaxOutside: !isNot, IsNot: isNot);
        }
        if (isNot)
            throw Unread();
        return Word() switch
        {
            "=" => Number() is var same ? new SodaSpan(same, same) : null,
            "!=" => Number() is var other ? new SodaSpan(other, other, IsNot: true) : null,
            ">" => new SodaSpan(Number(), null, IsMinOutside: true),
            ">=" => new SodaSpan(Number(), null),
            "<" => new SodaSpan(null, Number(), IsMaxOutside: true),
            "<=" => new SodaSpan(null, Number()),
            _ => throw Unread(),
        };
    }

    public TimeSpan Age()
    {
        var number = Math.Clamp(Number(), 0, 1_000_000);
        return Word().ToLowerInvariant().TrimEnd('s') switch
        {
            "minute" => TimeSpan.FromMinutes(number),
            "hour" => TimeSpan.FromHours(number),
            "day" => TimeSpan.FromDays(number),
            _ => throw Unread(),
        };
    }

    public ExchangeFault Unread() => ExchangeFault.Because(
        IsAtEnd ? "It ends too early." : $"“{ExchangeSubject.Short(Next!.TrimStart('"'))}” is not expected there.",
        IsAtEnd ? "Sie endet zu früh." : $"„{ExchangeSubject.Short(Next!.TrimStart('"'))}“ wird dort nicht erwartet.");
}
