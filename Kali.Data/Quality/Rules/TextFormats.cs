using System.Globalization;
using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;

namespace Kali.Data.Quality;

/// <summary>What each format demands, as an expression every engine computes alike.</summary>
internal static class TextFormats
{
    private const string Byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private const string Ipv4 = $"{Byte}(?:\\.{Byte}){{3}}";
    private const string Hex = "[0-9A-Fa-f]{1,4}";
    private const string Label = "[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?";
    private const string Time = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?";
    private const string Date = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
    private const int LongestCard = 19;

    /// <summary>True where the text is of the format, unknown where it is missing.</summary>
    public static SqlExpression Fits(TextFormat format, SqlExpression text) => format switch
    {
        TextFormat.Country => text.In(CodeLists.Countries),
        TextFormat.Country3 => text.In(CodeLists.Countries3),
        TextFormat.Currency => text.In(CodeLists.Currencies),
        TextFormat.Language => text.In(CodeLists.Languages),
        TextFormat.Subdivision => new AllOf(
            Shaped(format, text), SqlExpression.Call(SqlFunction.Substring, text, new WholeNumber(1), new WholeNumber(2)).In(CodeLists.Countries)),
        TextFormat.CreditCard => Checked(Shaped(format, text), text, HasLuhnDigit),
        TextFormat.Iban => Checked(Shaped(format, text), text, HasIbanDigits),
        TextFormat.IsoDate => Checked(Shaped(format, text), text, day => day.TryCastTo(DataType.Date).IsNotNull()),
        TextFormat.IsoTimestamp => Checked(
            Shaped(format, text), text, moment => SqlExpression.Call(SqlFunction.Substring, moment, new WholeNumber(1), new WholeNumber(10)).TryCastTo(DataType.Date).IsNotNull()),
        _ => Shaped(format, text),
    };

    public static string English(TextFormat format) => format switch
    {
        TextFormat.Email => "an e-mail address",
        TextFormat.Uuid => "a UUID",
        TextFormat.Url => "a web address",
        TextFormat.Ipv4 => "an IPv4 address",
        TextFormat.Ipv6 => "an IPv6 address",
        TextFormat.CreditCard => "a card number",
        TextFormat.Iban => "an IBAN",
        TextFormat.Phone => "a phone number",
        TextFormat.UsSocialSecurity => "a US social security number",
        TextFormat.Country => "a country code of two letters",
        TextFormat.Country3 => "a country code of three letters",
        TextFormat.Subdivision => "a code of a country's part",
        TextFormat.Currency => "a currency code",
        TextFormat.Language => "a language code",
        TextFormat.WholeNumber => "a whole number",
        TextFormat.Number => "a number",
        TextFormat.TimeOfDay => "a time of the day",
        TextFormat.IsoDate => "a day written as 2026-09-30",
        _ => "a day and time written as 2026-09-30T14:30:00Z",
    };

    public static string German(TextFormat format) => format switch
    {
        TextFormat.Email => "eine E-Mail-Adresse",
        TextFormat.Uuid => "eine UUID",
        TextFormat.Url => "eine Webadresse",
        TextFormat.Ipv4 => "eine IPv4-Adresse",
        TextFormat.Ipv6 => "eine IPv6-Adresse",
        TextFormat.CreditCard => "eine Kartennummer",
        TextFormat.Iban => "eine IBAN",
        TextFormat.Phone => "eine Telefonnummer",
        TextFormat.UsSocialSecurity => "eine US-Sozialversicherungsnummer",
        TextFormat.Country => "ein Ländercode aus zwei Buchstaben",
        TextFormat.Country3 => "ein Ländercode aus drei Buchstaben",
        TextFormat.Subdivision => "ein Code eines Landesteils",
        TextFormat.Currency => "ein Währungscode",
        TextFormat.Language => "ein Sprachcode",
        TextFormat.WholeNumber => "eine ganze Zahl",
        TextFormat.Number => "eine Zahl",
        TextFormat.TimeOfDay => "eine Uhrzeit",
        TextFormat.IsoDate => "ein Tag, geschrieben als 2026-09-30",
        _ => "ein Tag mit Uhrzeit, geschrieben als 2026-09-30T14:30:00Z",
    };

    private static PatternMatch Shaped(TextFormat format, SqlExpression text) => new(text, CommonRegex.Parse(Shape(format)), IsWhole: true);

    /// <summary>What comes after the shape is only computed where the shape is right; a missing text stays unknown.</summary>
    private static Case Checked(SqlExpression shape, SqlExpression text, Func<SqlExpression, SqlExpression> check) =>
        new([(shape, check(text)), (text.IsNotNull(), new Truth(false))]);

    /// <summary>How it is written, as a regular expression for the whole text; formats that are lists of codes have none.</summary>
    internal static string Shape(TextFormat format) => format switch
    {
        TextFormat.Email => $"[A-Za-z0-9.!#%&'*+/=?_`~\\^\\{{\\}}|\\-]{{1,64}}@{Label}(?:\\.{Label})+",
        TextFormat.Uuid => "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
        TextFormat.Url => "(?:https?|HTTPS?|ftp)://[^\\s/?#]+(?:[/?#][^\\s]*)?",
        TextFormat.Ipv4 => Ipv4,
        TextFormat.Ipv6 => Ipv6,
        TextFormat.CreditCard => "[0-9](?:[ \\-]?[0-9]){12,18}",
        TextFormat.Iban => "[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]){11,30}",
        TextFormat.Phone => "\\+?[0-9(](?:[ ()./\\-]{0,2}[0-9]){5,16}",
        TextFormat.UsSocialSecurity => "(?:00[1-9]|0[1-9][0-9]|[1-578][0-9]{2}|6[0-57-9][0-9]|66[0-57-9])-(?:0[1-9]|[1-9][0-9])-(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})",
        TextFormat.Subdivision => "[A-Z]{2}-[0-9A-Z]{1,3}",
        TextFormat.WholeNumber => "[+\\-]?[0-9]+",
        TextFormat.Number => "[+\\-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+\\-]?[0-9]+)?",
        TextFormat.TimeOfDay => Time,
        TextFormat.IsoDate => Date,
        TextFormat.IsoTimestamp => $"{Date}[T ]{Time}(?:Z|[+\\-](?:0[0-9]|1[0-4]):?[0-5][0-9])?",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This format has no shape."),
    };

    private static string Ipv6 => string.Join('|',
    [
        $"(?:{Hex}:){{7}}{Hex}",
        $"(?:{Hex}:){{1,7}}:",
        .. Enumerable.Range(1, 6).Select(after => string.Create(CultureInfo.InvariantCulture, $"(?:{Hex}:){{1,{7 - after}}}(?::{Hex}){{1,{after}}}")),
        $":(?::{Hex}){{1,7}}",
        "::",
        $"::(?:[Ff]{{4}}:)?{Ipv4}",
        $"(?:{Hex}:){{6}}{Ipv4}",
    ]);

    /// <summary>Luhn: from the right, every second digit doubled, its digits added up; the sum divides by ten.</summary>
    private static SqlExpression HasLuhnDigit(SqlExpression text)
    {
        var digits = new PatternReplace(text, CommonRegex.Parse("[^0-9]"), "");
        var padded = SqlExpression.Call(SqlFunction.PadLeft, digits, new WholeNumber(LongestCard), new Constant("0"));
        var sum = Enumerable.Range(1, LongestCard)
            .Select(SqlExpression (position) =>
            {
                var digit = At(padded, new WholeNumber(position)).CastTo(DataType.Long);
                return (LongestCard - position) % 2 == 0 ? digit : At(new Constant("0246813579"), Plus(digit, 1)).CastTo(DataType.Long);
            })
            .Aggregate((all, one) => new Arithmetic(ArithmeticOperator.Add, all, one));
        return SqlExpression.Call(SqlFunction.Remainder, sum, new WholeNumber(10)).EqualTo(new WholeNumber(0));
    }

    /// <summary>ISO 7064: the country and check digits moved to the end, letters as two digits; the number leaves 1 when divided by 97.</summary>
    private static SqlExpression HasIbanDigits(SqlExpression text)
    {
        var plain = SqlExpression.Call(SqlFunction.Replace, text, new Constant(" "), new Constant(""));
        var turned = SqlExpression.Call(SqlFunction.Concat,
            SqlExpression.Call(SqlFunction.Substring, plain, new WholeNumber(5), new WholeNumber(40)), SqlExpression.Call(SqlFunction.Substring, plain, new WholeNumber(1), new WholeNumber(4)));
        var number = Enumerable.Range(0, 26).Aggregate(turned, (current, letter) => SqlExpression.Call(
            SqlFunction.Replace, current, new Constant(((char)('A' + letter)).ToString()), new Constant((10 + letter).ToString(CultureInfo.InvariantCulture))));
        const int Digits = 72;
        const int Block = 9;
        var padded = SqlExpression.Call(SqlFunction.PadLeft, number, new WholeNumber(Digits), new Constant("0"));
        var remainder = Enumerable.Range(0, Digits / Block)
            .Select(block => SqlExpression.Call(SqlFunction.Substring, padded, new WholeNumber(block * Block + 1), new WholeNumber(Block)).CastTo(DataType.Long))
            .Aggregate((SqlExpression)new WholeNumber(0), (left, block) => SqlExpression.Call(
                SqlFunction.Remainder, new Arithmetic(ArithmeticOperator.Add, new Arithmetic(ArithmeticOperator.Multiply, left, new WholeNumber(1_000_000_000)), block), new WholeNumber(97)));
        return remainder.EqualTo(new WholeNumber(1));
    }

    private static SqlExpression At(SqlExpression text, SqlExpression position) => SqlExpression.Call(SqlFunction.Substring, text, position, new WholeNumber(1));

    private static Arithmetic Plus(SqlExpression number, long more) => new(ArithmeticOperator.Add, number, new WholeNumber(more));
}
