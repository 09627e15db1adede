using System.Globalization;

namespace Kali.Web.Tests;

/// <summary>The reader's culture for the length of a test.</summary>
public sealed class InCulture : IDisposable
{
    private readonly (CultureInfo Culture, CultureInfo Interface) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public InCulture(string name)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
    }

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
}
