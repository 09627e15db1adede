using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kali.Data;

/// <summary>A run: any long thing that Kali does. Counted from 1 in the order runs were asked for.</summary>
public readonly record struct RunId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        var parsed = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0;
        id = new RunId(parsed ? value : 0);
        return parsed;
    }
}
