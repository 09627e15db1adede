namespace Kali.Data.Engines;

/// <summary>
/// An identifier on its way into a statement: the only way for a column, alias or function name to get there.
/// Any text is allowed; the dialect quotes it.
/// </summary>
public readonly record struct SqlName(string Text)
{
    public override string ToString() => Text;
}
