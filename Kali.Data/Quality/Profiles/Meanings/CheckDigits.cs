namespace Kali.Data.Quality;

/// <summary>Digits by which a number tells that it was not mistyped.</summary>
internal static class CheckDigits
{
    /// <summary>ISO/IEC 7812 (Luhn); blanks and hyphens between the digits do not count.</summary>
    public static bool IsCardNumber(string text)
    {
        var (sum, digits, isZero) = (0, 0, true);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] is ' ' or '-')
                continue;
            if (!char.IsAsciiDigit(text[i]))
                return false;
            var digit = text[i] - '0';
            isZero &= digit == 0;
            if (digits++ % 2 == 1)
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return digits is >= 13 and <= 19 && sum % 10 == 0 && !isZero;
    }

    /// <summary>ISO 13616: the rearranged number leaves 1 when divided by 97.</summary>
    public static bool IsIban(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length is < 15 or > 34)
            return false;
        var remainder = 0;
        for (var i = 0; i < plain.Length; i++)
        {
            var c = char.ToUpperInvariant(plain[(i + 4) % plain.Length]);
            if (char.IsAsciiDigit(c))
                remainder = (remainder * 10 + (c - '0')) % 97;
            else if (char.IsAsciiLetterUpper(c))
                remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
            else
                return false;
        }
        return remainder == 1;
    }
}
