using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Kali.Web.Help;

/// <summary>The work of others that Kali ships, from a list in the repository; a test compares it with what is really shipped.</summary>
public static class Notices
{
    public static ImmutableArray<Notice> All { get; } = Read();

    private static ImmutableArray<Notice> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Kali.Web.Help.notices.json")!;
        return JsonSerializer.Deserialize<ImmutableArray<Notice>>(stream, JsonSerializerOptions.Web);
    }
}

/// <summary>A shipped work of others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version shipped.</param>
/// <param name="Licence">An SPDX expression.</param>
/// <param name="By">Whose it is.</param>
/// <param name="Address">Where it comes from.</param>
public sealed record Notice(string Name, string Version, string Licence, string By, string Address);
