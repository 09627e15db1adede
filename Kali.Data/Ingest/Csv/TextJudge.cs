using System.Globalization;
using System.Text;

namespace Kali.Data.Ingest.Csv;

/// <summary>
/// How much a text looks like one that people wrote, judged by its characters beyond ASCII and their neighbours: letters stand among letters
/// of their script, capitals do not follow small letters, symbols do not stand within words.
/// </summary>
internal static class TextJudge
{
    private const string CommonLatin = "àâäçèéêëîïôöùûüñßáíóúãõåæøąćęłńśźżčďěňřšťůýžőűășțşţğıđœÀÂÄÇÈÉÊËÎÏÔÖÙÛÜÑÁÍÓÚÃÕÅÆØĄĆĘŁŃŚŹŻČĎŘŠŤŮŽŐŰĂȘȚŞŢĞİĐŒāēģīķļņūėįų";
    private const string CommonSymbols = "€£§°²³µ©®™«»“”‘’„–—…•½¼¾¿¡±×´ªº\u00a0、。「」（）・ー：，！？";

    public static double Score(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        var text = lenient.GetString(bytes);
        var (sum, bytesJudged) = (0.0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            var weight = text[i] is >= '\u2E80' and not (>= '\uFF61' and <= '\uFF9F') ? 2 : 1;
            sum += weight * Judge(i > 0 ? text[i - 1] : ' ', text[i], i + 1 < text.Length ? text[i + 1] : ' ', encoding);
            bytesJudged += weight;
        }
        return bytesJudged == 0 ? -1 : sum / bytesJudged;
    }

    private static double Judge(char before, char character, char after, Encoding encoding)
    {
        if (character == '\uFFFD')
            return -6;
        var category = char.GetUnicodeCategory(character);
        if (category is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            return -4;
        var isLetter = char.IsLetter(character) || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        if (!isLetter)
            return Symbol(before, character, after);
        if (char.IsUpper(character) && char.IsLower(before))
            return -1.5;
        return character switch
        {
            <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') => Latin(before, character, after),
            <= '\u03FF' => Foreign(before, after, 0.9),
            >= 'а' and <= 'я' or 'ё' => Foreign(before, after, 0.95),
            >= 'А' and <= 'Я' => Foreign(before, after, char.IsLower(after) || char.IsUpper(after) || !char.IsLetter(after) ? 0.8 : 0.2),
            'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є' => Foreign(before, after, 0.8),
            <= '\u052F' => Foreign(before, after, 0.2),
            <= '\u0E7F' => Foreign(before, after, 0.85),
            >= '\u3040' and <= '\u30FF' => 1,
            >= '\u4E00' and <= '\u9FFF' => IsEveryday(character, encoding) ? 0.9 : 0.2,
            >= '\uAC00' and <= '\uD7A3' => 0.95,
            >= '\uFF61' and <= '\uFF9F' => -0.2,
            _ => 0,
        };
    }

    private static double Latin(char before, char letter, char after)
    {
        var score = CommonLatin.Contains(letter, StringComparison.Ordinal) ? 1 : 0.3;
        if (char.IsDigit(before) || char.IsDigit(after))
            score -= 0.5;
        if (char.IsLower(letter) && char.IsUpper(before) && char.IsUpper(after))
            score -= 1.5;
        if (!char.IsLetter(before) && !char.IsLetter(after))
            score -= letter is 'à' or 'é' or 'è' or 'ó' or 'É' or 'á' ? 0.5 : 1;
        return score;
    }

    private static double Foreign(char before, char after, double score) =>
        char.IsAsciiLetter(before) || char.IsAsciiLetter(after) ? score - 1.5
        : char.IsLetter(before) || char.IsLetter(after) ? score
        : char.IsDigit(before) || char.IsDigit(after) ? score - 1.5 : score - 0.7;

    private static double Symbol(char before, char symbol, char after)
    {
        var withinWord = char.IsLetter(before) && char.IsLetter(after);
        if (symbol is >= '\u2500' and <= '\u259F')
            return -1;
        if (withinWord && symbol <= '\u2FFF')
            return symbol == '’' ? 0.8 : symbol is '–' or '\u00AD' or '·' ? 0.1 : -1;
        if (symbol is '£' or '€' or '¥' && (char.IsDigit(before) || char.IsDigit(after)))
            return 1;
        return CommonSymbols.Contains(symbol, StringComparison.Ordinal) ? 0.6 : -0.4;
    }

    /// <summary>The national standards put the characters of everyday use into the first part of their tables.</summary>
    private static bool IsEveryday(char character, Encoding encoding)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (encoding.GetByteCount([character]) > bytes.Length)
            return false;
        var length = encoding.GetBytes([character], bytes);
        if (length != 2)
            return false;
        return encoding.CodePage switch
        {
            932 => bytes[0] is >= 0x88 and <= 0x97,
            51932 => bytes[0] is >= 0xB0 and <= 0xCF,
            950 => bytes[0] is >= 0xA4 and <= 0xC6,
            54936 or 936 => bytes[0] is >= 0xB0 and <= 0xD7 && bytes[1] >= 0xA1,
            _ => false,
        };
    }
}
