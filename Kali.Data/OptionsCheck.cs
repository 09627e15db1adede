namespace Kali.Data;

/// <summary>One section of the settings, to be checked when Kali starts.</summary>
/// <param name="Section">Its place in the configuration.</param>
/// <param name="Read">Binds it.</param>
internal sealed record OptionsCheck(string Section, Func<ICheckedOptions> Read)
{
    public IEnumerable<string> Problems()
    {
        ICheckedOptions options;
        try
        {
            options = Read();
        }
        catch (InvalidOperationException e)
        {
            // The binder's message names the setting and the type its text was to become.
            return [$"{Section}: {e.Message}"];
        }
        return options.Problems();
    }
}
