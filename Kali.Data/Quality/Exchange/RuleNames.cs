using System.Text;

namespace Kali.Data.Quality.Exchange;

/// <summary>Names for rules that come in, each of them once.</summary>
internal sealed class RuleNames(IEnumerable<string> taken)
{
    private const int Longest = 120;
    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);

    public string For(string? name, RuleKind kind)
    {
        var wanted = Plain(name);
        if (wanted.Length == 0)
            wanted = Plain($"{string.Join('_', kind.Columns.Take(3))}_{kind.Code}".Trim('_'));
        var unique = wanted;
        for (var number = 2; !_taken.Add(unique); number++)
            unique = FormattableString.Invariant($"{wanted}_{number}");
        return unique;
    }

    private static string Plain(string? name)
    {
        var plain = new StringBuilder();
        foreach (var rune in (name ?? "").Trim().EnumerateRunes())
        {
            if (plain.Length < Longest && !Rune.IsControl(rune))
                plain.Append(rune);
        }
        return plain.ToString();
    }
}
