using Kali.Data.Engines;
using Kali.Data.Engines.Expressions;
using static Kali.Data.Quality.RowValueKind;

namespace Kali.Data.Quality;

/// <summary>The functions a row expression may use; no other name is ever passed on.</summary>
internal static class RowFunctions
{
    private sealed record Signature(RowValueKind Result, SqlFunction Function, params RowValueKind[] Parameters);

    private static readonly Dictionary<string, Signature> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["length"] = new(Number, SqlFunction.Length, Text),
        ["lower"] = new(Text, SqlFunction.Lower, Text),
        ["upper"] = new(Text, SqlFunction.Upper, Text),
        ["substring"] = new(Text, SqlFunction.Substring, Text, Number, Number),
        ["replace"] = new(Text, SqlFunction.Replace, Text, Text, Text),
        ["contains"] = new(RowValueKind.Truth, SqlFunction.Contains, Text, Text),
        ["starts_with"] = new(RowValueKind.Truth, SqlFunction.StartsWith, Text, Text),
        ["ends_with"] = new(RowValueKind.Truth, SqlFunction.EndsWith, Text, Text),
        ["abs"] = new(Number, SqlFunction.Absolute, Number),
        ["round"] = new(Number, SqlFunction.Round, Number, Number),
        ["floor"] = new(Number, SqlFunction.Floor, Number),
        ["year"] = new(Number, SqlFunction.Year, Date),
        ["month"] = new(Number, SqlFunction.Month, Date),
        ["day"] = new(Number, SqlFunction.Day, Date),
        ["days_between"] = new(Number, SqlFunction.DaysBetween, Date, Date),
    };

    public static IEnumerable<string> Names => [.. ByName.Keys, "trim", "coalesce", "matches", "concat", "number", "today"];

    public static RowValue Call(string name, List<RowValue> arguments, RuleSubject subject, int at)
    {
        switch (name.ToLowerInvariant())
        {
            case "today" when arguments.Count == 0:
                return new RowValue(RuleValue.Date(subject.Today), Date);
            case "trim" when arguments.Count == 1:
                return new RowValue(TextCleaning.Trimmed(Need(name, arguments[0], Text, at)), Text);
            case "number" when arguments.Count == 1:
                return new RowValue(Need(name, arguments[0], Text, at).TryCastTo(DataType.Double), Number);
            case "matches" when arguments.Count == 2 && arguments[1].Literal is { } pattern:
                return CommonRegex.TryParse(pattern, out var regex, out var reason)
                    ? new RowValue(new PatternMatch(Need(name, arguments[0], Text, at), regex, IsWhole: true), RowValueKind.Truth)
                    : throw new RowExpressionFault($"the pattern of matches: {reason}");
            case "concat" when arguments.Count > 0:
                return new RowValue(SqlExpression.Call(SqlFunction.Concat, [.. arguments.Select(argument => Need(name, argument, Text, at))]), Text);
            case "coalesce" when arguments.Count > 1:
                var kind = arguments.Find(argument => argument.Kind != RowValueKind.Missing)?.Kind ?? RowValueKind.Missing;
                return new RowValue(new Coalesce([.. arguments.Select(argument => Need(name, argument, kind, at))]), kind);
        }
        if (!ByName.TryGetValue(name, out var signature))
            throw new RowExpressionFault(Names.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? $"{name} is not given what it needs (character {at})."
                : $"there is no function {name} (character {at}); there are {string.Join(", ", Names.Order(StringComparer.Ordinal))}.");
        if (signature.Parameters.Length != arguments.Count)
            throw new RowExpressionFault($"{name} takes {signature.Parameters.Length} values, not {arguments.Count} (character {at}).");
        var parameters = arguments.Zip(signature.Parameters, (argument, parameter) => Need(name, argument, parameter, at));
        return new RowValue(SqlExpression.Call(signature.Function, [.. parameters]), signature.Result);
    }

    private static SqlExpression Need(string name, RowValue argument, RowValueKind kind, int at) =>
        argument.As(kind)?.Sql ?? throw new RowExpressionFault($"{name} takes {RowValue.Word(kind)}, not {RowValue.Word(argument.Kind)} (character {at}).");
}
